-- What Quarto does to the report before the filters of report/theme see it: embedded cells, numbers of figures and tables,
-- references to them, and what shows in one format or audience only. Python has checked that each of them resolves.

local TYPST = FORMAT == "typst"
local cells, profile, numbers, count = {}, "", {}, { Figure = 0, Table = 0 }

local function Meta(meta)
  cells, profile = meta.cells or {}, meta.profile
  meta.cells, meta.profile = nil, nil
  return meta
end

local function inlines(markdown) return pandoc.utils.blocks_to_inlines(pandoc.read(markdown, "markdown", PANDOC_READER_OPTIONS).blocks) end

-- The div that figures.lua turns into a figure or table with its caption.
local function float(label, kind, caption, content)
  count[kind] = count[kind] + 1
  numbers[label] = { kind = kind, number = tostring(count[kind]) }
  local attributes = { kind = kind, number = numbers[label].number }
  return pandoc.Div({ pandoc.Plain(caption), pandoc.Div(content) }, pandoc.Attr(label, { "float" }, attributes))
end

local function Para(paragraph)
  local only = paragraph.content[1]
  if #paragraph.content ~= 1 or only.t ~= "Span" or not only.classes:includes("embed") then return nil end
  local cell = cells[only.attributes.cell]
  local content
  if cell.markdown then
    content = pandoc.read(cell.markdown, "markdown", PANDOC_READER_OPTIONS).blocks
  else
    content = { pandoc.Plain({ pandoc.Image({ pandoc.Str(cell.alt) }, cell.picture) }) }
  end
  if cell.kind == "" then return content, false end
  return float(only.attributes.cell, cell.kind, inlines(cell.caption), content), false
end

local function Table(tbl)
  if not tbl.identifier:match("^tbl%-") then return nil end
  local label, caption = tbl.identifier, pandoc.utils.blocks_to_inlines(tbl.caption.long)
  tbl.identifier, tbl.caption = "", {}
  return float(label, "Table", caption, { tbl }), false
end

local function Figure(figure)
  if not figure.identifier:match("^fig%-") then return nil end
  return float(figure.identifier, "Figure", pandoc.utils.blocks_to_inlines(figure.caption.long), figure.content), false
end

local function shows(attributes)
  local format = { html = FORMAT:match("html") ~= nil, typst = TYPST, pdf = TYPST, docx = FORMAT == "docx" }
  for name, expected in pairs({ when = true, unless = false }) do
    local of_format, of_profile = attributes[name .. "-format"], attributes[name .. "-profile"]
    if of_format and (format[of_format] or false) ~= expected then return false end
    if of_profile and (of_profile == profile) ~= expected then return false end
  end
  return true
end

local function Div(div)
  local visible, hidden = div.classes:includes("content-visible"), div.classes:includes("content-hidden")
  if not visible and not hidden then return nil end
  if shows(div.attributes) ~= visible then return {} end
  div.classes = div.classes:filter(function(class) return not class:match("^content%-") end)
  for name in pairs(div.attributes) do
    if name:match("^when%-") or name:match("^unless%-") then div.attributes[name] = nil end
  end
  return #div.classes > 0 and div or div.content
end

local function Cite(cite)
  local to = cite.citations[1].id
  local target = numbers[to]
  if TYPST then return pandoc.RawInline("typst", ("#ref(<%s>, supplement: [%s])"):format(to, target.kind)) end
  local text = { pandoc.Str(target.kind .. "\u{a0}" .. target.number) }
  return pandoc.Link(text, "#" .. to, "", { class = "quarto-xref" })
end

return {
  { Meta = Meta },
  { Div = Div },
  { traverse = "topdown", Para = Para, Table = Table, Figure = Figure },
  { Cite = Cite },
}
