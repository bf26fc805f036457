-- The figures behind the charts, each a `.data` div: on the page they open under their chart, on paper they stand in the
-- `.data-appendix`. It runs after figures.lua, whose divs tell the label and the number of each table.

local call = dofile(pandoc.path.join({ "theme", "typst_code.lua" })).call
local widths = dofile(pandoc.path.join({ "theme", "widths.lua" }))
local HTML, TYPST = FORMAT:match("html") ~= nil, FORMAT == "typst"
local tables = pandoc.Blocks({})

local function opened(div, number)
  local summary = ("<summary>Show the figures (Table\u{a0}%s)</summary>"):format(number)
  local blocks = pandoc.Blocks({ pandoc.RawBlock("html", '<details class="data">\n' .. summary) })
  return blocks .. div.content .. { pandoc.RawBlock("html", "</details>") }
end

local function Div(div)
  if not div.classes:includes("data") then return nil end
  local tbl = div.content[1].attributes
  if HTML then return opened(div, tbl.number) end
  tables:extend(div.content)
  if TYPST then return pandoc.RawBlock("typst", "#figures-at(<" .. tbl.label .. ">)") end
  local line = pandoc.Para({ pandoc.Str("Figures:"), pandoc.Space(), pandoc.Link("Table\u{a0}" .. tbl.number, "#" .. tbl.label) })
  return pandoc.Div(line, pandoc.Attr("", {}, { ["custom-style"] = "Figures" }))
end

-- In the PDF tables run in two columns, in the order of their charts; one that would not go into a column, or only on many
-- lines, stands below them in the whole line.
local COLUMN, LINE = 235, 464

local function text_of(cell) return pandoc.utils.stringify(cell.contents) end

local function in_columns()
  local blocks, below = pandoc.Blocks({}), pandoc.Blocks({})
  for _, block in ipairs(tables) do
    local fits = true
    block = block:walk({
      Table = function(tbl)
        fits = widths.share_out_narrow(tbl, COLUMN, text_of)
        if not fits then widths.share_out(tbl, LINE, text_of) end
        return tbl
      end,
    })
    local place = fits and blocks or below
    place:insert(block)
  end
  return call("figures-behind", blocks) .. call("figures-below", below)
end

-- Fills the appendix; on the page there is none, nor its heading.
local function Pandoc(doc)
  local blocks = pandoc.Blocks({})
  for _, block in ipairs(doc.blocks) do
    if block.t ~= "Div" or not block.classes:includes("data-appendix") then
      blocks:insert(block)
    elseif HTML then
      blocks:remove()
    else
      if TYPST then blocks:insert(#blocks, pandoc.RawBlock("typst", "#pagebreak(weak: true)")) end
      blocks:extend(TYPST and in_columns() or tables)
    end
  end
  doc.blocks = blocks
  return doc
end

local function unwrapped(div)
  if div.classes:includes("captioned") then return div.content end
end

return { { Div = Div }, { Pandoc = Pandoc }, { Div = unwrapped } }
