-- Where things stand: a chart beside its commentary, tiles, boxes and pages on their side. In HTML they are plain elements
-- that scorecard.css styles; in Typst, calls of functions that paper.typ defines under the names of their classes; in Word,
-- paragraphs with named styles (Quarto's own would be tables that hold pictures without a description).

local call = dofile(pandoc.path.join({ "theme", "typst_code.lua" })).call
local HTML, TYPST, WORD = FORMAT:match("html") ~= nil, FORMAT == "typst", FORMAT == "docx"
local IN_TYPST = pandoc.List({ "tiles", "commentary", "due", "synthetic", "wide-page" })

-- Quarto's wrappers of an embedded cell tell of the machine's folders.
local WRAPPERS = pandoc.List({ "quarto-embed-nb-cell", "cell", "cell-output" })

local function raw(code) return pandoc.RawBlock("typst", code) end

local function has_class(block, class) return block.t == "Div" and block.classes:includes(class) end

local function is_wrapper(block) return block.t == "Div" and block.classes:find_if(function(class) return WRAPPERS:includes(class) end) ~= nil end

local function is_panel(block) return block.t == "Div" and block.attributes.layout ~= nil end

-- On paper the lines that say where a panel's figures are go with its charts: one line, in the PDF, below the shorter side,
-- else each below a chart of its own, the last ones first.
local function with_lines(div, lines)
  local sides = div.content
  if TYPST and #lines == 1 then
    sides:insert(lines[1])
  else
    local charts = pandoc.List({})
    for index, side in ipairs(sides) do
      if has_class(side, "chart") then charts:insert(index) end
    end
    for index, line in ipairs(lines) do
      local at = charts[#charts - #lines + index] or 1
      sides[at] = pandoc.Div(sides[at].content .. { line }, sides[at].attr)
    end
  end
  div.content = sides
  return div
end

-- In the PDF the paragraph that leads to a panel stays with it too; in Word the styles see to it.
local function keep_together(blocks)
  local kept, at = pandoc.Blocks({}), 1
  while at <= #blocks do
    local block, before = blocks[at], kept[#kept]
    at = at + 1
    if is_panel(block) then
      local lines = pandoc.Blocks({})
      while has_class(blocks[at] or block, "data") do
        lines:insert(blocks[at])
        at = at + 1
      end
      block = with_lines(block, lines)
      if TYPST and before and (before.t == "Para" or is_wrapper(before)) then
        kept:remove()
        kept:extend(call("block(sticky: true)", { before }))
      end
    end
    kept:insert(block)
  end
  return kept
end

-- `layout="[60,-4,36]"`: two blocks side by side, with a gap, in these shares of the width.
local function panel(div)
  if not is_panel(div) then return nil end
  local left, right = div.attributes.layout:match("^%[%s*(%d+)%s*,%s*%-%d+%s*,%s*(%d+)%s*%]$")
  if not left or #div.content < 2 or (#div.content > 2 and not has_class(div.content[3], "data")) then
    error("layout takes two blocks and two widths with a gap, as [60,-4,36]; here " .. div.attributes.layout)
  end
  if WORD then return div.content end
  if TYPST then
    local called = pandoc.List({ raw(("#panel(%s, %s)["):format(left, right)), div.content[1], raw("]["), div.content[2] })
    called:extend({ raw("][") })
    called:extend({ table.unpack(div.content, 3) })
    called:extend({ raw("]") })
    return called
  end
  div.attributes.layout = nil
  div.classes:insert("panel")
  div.attributes["data-widths"] = left .. " " .. right -- page.lua makes a rule of it
  return div
end

-- The reference document's sections, upright and on its side, each with its page, header and footer.
local function sections_of_reference()
  local _, reference = pandoc.mediabag.fetch("sections/reference.docx")
  local upright, on_its_side
  for _, entry in ipairs(pandoc.zip.Archive(reference).entries) do
    if entry.path == "word/document.xml" then
      for section in entry:contents():gmatch("<w:sectPr.-</w:sectPr>") do
        if section:match("landscape") then on_its_side = section else upright = section end
      end
    end
  end
  return upright, on_its_side
end

local function end_of_section(section) return pandoc.RawBlock("openxml", "<w:p><w:pPr>" .. section .. "</w:pPr></w:p>") end

local IN_WORD = {
  commentary = function(div)
    local last = div.content:remove() or pandoc.Blocks({})
    div.content:insert(pandoc.Div(last, pandoc.Attr("", {}, { ["custom-style"] = "Commentary End" })))
    div.attributes["custom-style"] = "Commentary"
    return div
  end,
  synthetic = function(div)
    div.attributes["custom-style"] = "Made Up"
    return div
  end,
  ["wide-page"] = function(div)
    local upright, on_its_side = sections_of_reference()
    return pandoc.Blocks({ end_of_section(upright) }) .. div.content .. { end_of_section(on_its_side) }
  end,
}

local function Div(div)
  if is_wrapper(div) then return div.content end
  if HTML then return nil end
  for _, class in ipairs(div.classes) do
    if TYPST and IN_TYPST:includes(class) then return call(class, div.content) end
    if WORD and IN_WORD[class] then return IN_WORD[class](div) end
  end
end

-- In tables there is nothing to find, and much to look through.
local function passed_by(tbl) return tbl, false end

return { { traverse = "topdown", Blocks = not HTML and keep_together or nil, Table = passed_by }, { Div = panel }, { Div = Div } }
