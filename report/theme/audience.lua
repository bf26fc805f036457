-- A block of the text for one audience or format, as Quarto has it: where it shows it stays what it is besides, such as a
-- commentary; where it does not, Quarto has emptied it. The embedded renderer has done the same (lib/scorecard/render/quarto.lua).

local function ConditionalBlock(block)
  local div = block.node
  if #div.content == 0 then return {} end
  return #div.classes > 0 and div or div.content
end

return { { ConditionalBlock = ConditionalBlock } }
