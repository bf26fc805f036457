-- Code of Typst, for the filters that say `dofile` to this: calls of the functions that paper.typ defines, around blocks
-- that pandoc writes, and texts.

local function call(code, content)
  local begin, finish = pandoc.RawBlock("typst", "#" .. code .. "["), pandoc.RawBlock("typst", "]")
  return pandoc.Blocks({ begin }) .. pandoc.Blocks(content) .. { finish }
end

local function quoted(text) return '"' .. text:gsub('[\\"]', "\\%0"):gsub("%s+", " ") .. '"' end

return { call = call, quoted = quoted }
