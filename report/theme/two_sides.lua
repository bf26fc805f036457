-- The scorecard on two sides: each `.tile` is a heading, the facts of a figure, its small chart and a line of words. On the
-- page and in the PDF they stand in one grid, a section's heading with its first tile. It runs after figures.lua, of whose
-- shapes it takes the facts before the chart, and without a number.

local HTML, TYPST = FORMAT:match("html") ~= nil, FORMAT == "typst"
local IN_TYPST = pandoc.List({ "now", "each" })
local BEGIN_A_LINE = pandoc.List({ "each", "stands", "moved" })

local function is_tile(block) return block.t == "Div" and block.classes:includes("tile") and #block.content > 0 end

local function typst(code) return pandoc.RawInline("typst", code) end

-- Facts in the PDF: the figure large, what follows it on lines of its own.
local function facts_for_typst(plain)
  local set, begun = pandoc.Inlines({}), false
  for _, inline in ipairs(plain.content) do
    local class = inline.t == "Span" and inline.classes[1]
    if begun and BEGIN_A_LINE:includes(class) then set:insert(typst("#linebreak()")) end
    begun = begun or class
    if IN_TYPST:includes(class) then
      set:insert(typst("#" .. class .. "["))
      set:extend(inline.content)
      set:insert(typst("]"))
    else
      set:insert(inline)
    end
  end
  plain.content = set
  return plain
end

local function without_number(span)
  if span.classes:includes("number") then return {} end
end

-- A figure of the page, as facts and chart, or the message in place of a chart.
local function facts_first(figure)
  local facts = pandoc.Div(figure.caption.long, { class = "facts" })
  return figure.classes:includes("message") and figure.content or pandoc.Blocks({ facts }) .. figure.content
end

local function Div(div)
  if not is_tile(div) then return nil end
  if TYPST then return div:walk({ Plain = facts_for_typst }) end
  return div:walk({ Span = without_number }):walk({ Figure = facts_first })
end

local function raw(code) return pandoc.RawBlock("typst", code) end

local function quoted(text) return '"' .. text:gsub('[\\"]', "\\%0") .. '"' end

local function in_a_grid(blocks)
  local grid, section = pandoc.Blocks({ raw("#sides(") }), nil
  for _, block in ipairs(blocks) do
    if is_tile(block) then
      local title = pandoc.utils.stringify(block.content[1])
      grid:insert(raw(("tile(%s, %s)["):format(section and "true" or "false", quoted(title))))
      if section then grid:insert(section) end
      grid:extend(block.content)
      grid:insert(raw("],"))
      section = nil
    else
      section = block
    end
  end
  return grid .. { raw(")") }
end

-- What stands above the first section or below the last tile stays out of the grid: Quarto keeps a block of its own there.
local function Pandoc(doc)
  local _, first = doc.blocks:find_if(is_tile)
  if not first then return nil end
  local above, tiles, below = pandoc.Blocks({}), pandoc.Blocks({}), pandoc.Blocks({})
  for place, block in ipairs(doc.blocks) do
    if place < first - 1 then
      above:insert(block)
    else
      below:insert(block)
      if is_tile(block) then
        tiles:extend(below)
        below = pandoc.Blocks({})
      end
    end
  end
  doc.blocks = above .. (TYPST and in_a_grid(tiles) or { pandoc.Div(tiles, { class = "sides" }) }) .. below
  return doc
end

return { { Div = Div }, { Pandoc = Pandoc } }
