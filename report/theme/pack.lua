-- The pack's own shapes, the same from Quarto and from the embedded renderer: charts and tables with their captions,
-- a chart beside its commentary, headline tiles, and the council's looks for the page and paper templates.
-- In HTML they are plain elements that scorecard.css styles; in Typst, calls of functions that paper.typ defines; in
-- Word, paragraphs with named styles (Quarto's own would be tables that hold pictures without a description).

local variables = dofile(pandoc.path.join({ "theme", "variables.lua" }))
local share_out = dofile(pandoc.path.join({ "theme", "widths.lua" }))
local text_for_typst = dofile(pandoc.path.join({ "theme", "typst.lua" }))
local HTML, TYPST, WORD = FORMAT:match("html") ~= nil, FORMAT == "typst", FORMAT == "docx"
local WORD_CHART_WIDTH = "9.5cm"
local MADE_UP = { "Made-up sample data.", "No child in this report exists, and no figure is a council's own." }

-- A table of no more rows than this is not parted by the end of a page.
local MOST_ROWS_UNPARTED = 15

local function raw(code) return pandoc.RawBlock("typst", code) end

local function quoted(text) return '"' .. text:gsub('[\\"]', "\\%0"):gsub("%s+", " ") .. '"' end

local function append(list, blocks)
  for _, block in ipairs(blocks) do list:insert(block) end
  return list
end

-- Pictures --------------------------------------------------------------------------------------------------------

-- The pictures for paper of all cells, by label; Quarto embeds the SVG even where the format cannot show it.
local pngs

local function joined(text) return type(text) == "table" and table.concat(text) or text end

local function read_pngs()
  pngs = {}
  for _, name in ipairs(pandoc.system.list_directory("sections")) do
    if name:match("%.ipynb$") then
      local _, notebook = pandoc.mediabag.fetch("sections/" .. name)
      for _, cell in ipairs(pandoc.json.decode(notebook, false).cells) do
        local label = joined(cell.source):match("#| label:%s*[\"']?([%w-]+)")
        for _, output in ipairs(label and cell.outputs or {}) do
          pngs[label] = pngs[label] or joined(output.data and output.data["image/png"])
        end
      end
    end
  end
end

local function png_of(label)
  if not pngs then read_pngs() end
  return quarto.base64.decode(pngs[label])
end

local function picture(image, label)
  local alt = image.attributes["fig-alt"] or image.attributes.alt or pandoc.utils.stringify(image.caption)
  if TYPST then
    return pandoc.RawInline("typst", "#image(" .. quoted(image.src) .. ", alt: " .. quoted(alt) .. ")")
  end
  image.caption, image.attributes = { pandoc.Str(alt) }, {}
  if WORD then
    if image.src:match("%.svg$") and label then
      local name = label .. ".png"
      pandoc.mediabag.insert(name, "image/png", png_of(label))
      image.src = name
    end
    image.attributes.width = WORD_CHART_WIDTH
  end
  return image
end

-- Figures and tables with a caption -------------------------------------------------------------------------------

local function rows_of(content)
  local rows = 0
  pandoc.Blocks(content):walk({ Table = function(tbl) rows = rows + #tbl.bodies[1].body end })
  return rows
end

-- One figure or table that can be referred to. `caption` is inlines, `content` blocks, `kind` "Figure" or "Table".
local function shaped(label, kind, number, caption, content)
  local has_picture = false
  content = pandoc.Blocks(content):walk({
    Image = function(image)
      has_picture = true
      return picture(image, label)
    end,
  })
  if TYPST then
    local short = kind == "Table" and "tbl" or "fig"
    local unparted = kind == "Table" and rows_of(content) <= MOST_ROWS_UNPARTED
    local blocks = pandoc.Blocks({ raw((unparted and "#unparted[" or "") .. "#figure([") })
    if not has_picture and kind == "Figure" then content = append(pandoc.Blocks({ raw("#message[") }), content) .. { raw("]") } end
    append(blocks, content)
    blocks:insert(raw("], caption: figure.caption(position: " .. (kind == "Table" and "top" or "bottom") .. ", ["))
    blocks:insert(pandoc.Plain(caption))
    -- the number is said, not counted: the appendix has its tables in another place
    local how = ('], ), kind: "quarto-float-%s", supplement: "%s", numbering: _ => "%s")\n<%s>\n'):format(short, kind, number, label)
    blocks:insert(raw(how .. (unparted and "]" or "")))
    return blocks
  end
  local prefix = pandoc.Span({ pandoc.Str(kind .. "\u{a0}" .. number .. ":") }, { class = "number" })
  local whole = pandoc.Inlines({ prefix, pandoc.Space() })
  whole:extend(caption)
  local only = content[1]
  while only and #content == 1 and only.t == "Div" do
    content, only = only.content, only.content[1]
  end
  if kind == "Table" and #content == 1 and only.t == "Table" then
    if HTML then whole = { pandoc.Span(whole, { class = "still" }) } end
    only.caption, only.identifier = { long = { pandoc.Plain(whole) } }, label
    -- on a narrow screen it scrolls by itself, by keyboard too
    local wide = { { "role", "group" }, { "aria-label", "Table " .. number }, { "tabindex", "0" } }
    return HTML and pandoc.Div({ only }, pandoc.Attr("", { "wide" }, wide)) or only
  end
  if WORD and not has_picture then -- where pandoc would make a table for a frame
    local title = pandoc.Div(pandoc.Para(whole), pandoc.Attr("", {}, { ["custom-style"] = "Image Caption" }))
    return pandoc.Div(append(content, { title }), pandoc.Attr(label))
  end
  return pandoc.Figure(content, { long = { pandoc.Plain(whole) } }, { id = label, class = has_picture and "chart" or "message" })
end

-- The same, in a div by which a later step knows it.
local function captioned(label, kind, number, caption, content)
  local shape = shaped(label, kind, number, caption, content)
  return pandoc.Div(shape, pandoc.Attr("", { "captioned" }, { label = label, number = tostring(number) }))
end

local function unwrapped(div)
  if div.classes:includes("captioned") then return div.content end
end

-- Quarto's node for what it numbers and refers to.
local function FloatRefTarget(float)
  local caption = float.caption_long
  caption = caption and (caption.content or caption) or {}
  local content = float.content
  content = content.t and { content } or content
  return captioned(float.identifier, float.type, float.order.order, caption, content)
end

-- Trends ----------------------------------------------------------------------------------------------------------

-- in pixels on the page, in points on paper
local TREND_WIDTH, TREND_HEIGHT, TREND_MARGIN = 80, 18, 3
if TYPST then TREND_WIDTH, TREND_HEIGHT, TREND_MARGIN = 48, 10, 1.5 end

local function is_trend(span) return span.classes:includes("trend") end

-- The figures' places in a box, a gap being false, and in words the lowest and the highest.
local function trend_of(written)
  local values, known = {}, {}
  for word in written:gmatch("%S+") do
    local value = tonumber(word) or false
    table.insert(values, value)
    if value then table.insert(known, { value = value, word = word }) end
  end
  table.sort(known, function(one, other) return one.value < other.value end)
  local low, high = known[1].value, known[#known].value
  local places = {}
  for index, value in ipairs(values) do
    local across = #values > 1 and (index - 1) / (#values - 1) or 1
    places[index] = value and {
      x = TREND_MARGIN + across * (TREND_WIDTH - 2 * TREND_MARGIN),
      y = TREND_MARGIN + (high > low and (high - value) / (high - low) or 0.5) * (TREND_HEIGHT - 2 * TREND_MARGIN),
    }
  end
  return places, known[1].word .. "\u{2013}" .. known[#known].word
end

-- The line of the last figures, marked at its end: a picture for the eye, with the lowest and the highest in words for
-- whoever hears it. A point between two gaps is a dot.
local function trend(span)
  if not is_trend(span) then return nil end
  local places, range = trend_of(pandoc.utils.stringify(span))
  if WORD then return pandoc.Str(range) end
  local pen, path, last = "M", {}, nil
  for _, place in ipairs(places) do
    if place then
      local at = ("%.1f %.1f"):format(place.x, place.y)
      table.insert(path, pen == "M" and ("M%sL%s"):format(at, at) or "L" .. at)
      pen, last = "L", place
    else
      pen = "M"
    end
  end
  local width, height, line = TREND_WIDTH, TREND_HEIGHT, table.concat(path)
  if TYPST then
    local call = '#trend(%d, %d, "%s", (%.1f, %.1f), "%s")'
    return pandoc.RawInline("typst", call:format(width, height, line, last.x, last.y, range))
  end
  local svg = '<span class="trend"><svg width="%d" height="%d" viewBox="0 0 %d %d" aria-hidden="true">'
    .. '<path d="%s"/><circle cx="%.1f" cy="%.1f" r="2.5"/></svg><span class="unseen">%s</span></span>'
  return pandoc.RawInline("html", svg:format(width, height, width, height, line, last.x, last.y, range))
end

-- Tables ------------------------------------------------------------------------------------------------------------

-- What a line of paper holds, in points.
local LINE, WIDE_LINE = 464, TYPST and 728 or 751
local AS_BROAD_AS_A_TREND = "000000000"

local function text_of(cell)
  return pandoc.utils.stringify(cell.contents:walk({
    Span = function(span)
      if not is_trend(span) then return nil end
      local _, range = trend_of(pandoc.utils.stringify(span))
      return pandoc.Str(TYPST and AS_BROAD_AS_A_TREND or range)
    end,
  }))
end

-- Tells a table that it has a page on its side, where Word sets all text small and close.
local function turned(div)
  if not div.classes:includes("wide-page") then return nil end
  return div:walk({
    Para = function(paragraph)
      return WORD and pandoc.Div(paragraph, pandoc.Attr("", {}, { ["custom-style"] = "Wide Page Note" })) or nil
    end,
    Table = function(tbl)
      tbl.classes:insert("turned")
      return tbl
    end,
  })
end

-- Gives the text of rows the style that Word has for it. A short table stays whole; of a longer one no row stands alone.
local function styled(rows, style_of)
  for place, row in ipairs(rows) do
    local style = { ["custom-style"] = style_of(place) }
    for _, cell in ipairs(row.cells) do
      local text = cell.contents:map(function(block) return block.t == "Plain" and pandoc.Para(block.content) or block end)
      cell.contents = { pandoc.Div(text, pandoc.Attr("", {}, style)) }
    end
  end
end

-- An arrow stays in the line of its number, and every other sign in that of its word.
local function signs_kept(inlines)
  for index = 1, #inlines - 1 do
    local sign = inlines[index].t == "Str" and utf8.len(inlines[index].text) == 1 and #inlines[index].text == 3
    if sign and inlines[index + 1].t == "Space" then inlines[index + 1] = pandoc.Str("\u{a0}") end
  end
  return inlines
end

-- Figures stand right by a class: the page's policy takes no style from an element.
local function set_right(tbl, row)
  for index, cell in ipairs(row.cells) do
    if tbl.colspecs[index][1] == "AlignRight" then cell.classes:insert("right") end
  end
end

-- The first column names its row, the header row its columns, for whoever hears the table.
local function Table(tbl)
  tbl = tbl:walk({ Inlines = signs_kept })
  local on_its_side, at = tbl.classes:find("turned")
  if on_its_side then tbl.classes:remove(at) end
  local fills_the_line = on_its_side or (tbl.colspecs[1][2] or 0) > 0
  if WORD or TYPST and fills_the_line then share_out(tbl, on_its_side and WIDE_LINE or LINE, text_of) end
  if TYPST then
    tbl = tbl:walk({ Plain = text_for_typst.cell })
    tbl.classes:insert("typst:no-figure") -- captioned() makes the figure
    return tbl
  elseif WORD then
    styled(tbl.head.rows, function() return "Table Heading" end)
    for _, body in ipairs(tbl.bodies) do
      local rows = #body.body
      styled(body.body, function(row)
        if on_its_side then return "Wide Page Text" end
        local kept = row < rows and (rows <= MOST_ROWS_UNPARTED or row == 1 or row == rows - 1)
        return kept and "Table Text Kept" or "Table Text"
      end)
    end
    return tbl
  end
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do cell.attributes.scope = "col" end
    set_right(tbl, row)
  end
  for _, body in ipairs(tbl.bodies) do
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do
      row.cells[1].attributes.scope = "row"
      set_right(tbl, row)
    end
  end
  -- a browser shares out the width better than a count of letters does
  for _, column in ipairs(tbl.colspecs) do
    column[1], column[2] = "AlignDefault", nil
  end
  return tbl
end

-- Divs ------------------------------------------------------------------------------------------------------------

-- A chart and a text of no more characters than this fit on a page of the PDF; beside a longer one Typst measures.
local SHORT = 500

-- On paper the line that says where a chart's figures are stands under the chart. In the PDF chart, line and commentary
-- stay together, and the paragraph that leads to them stays too; in Word their styles see to it.
local function keep_together(blocks)
  for index = #blocks, 1, -1 do
    local block, before, after = blocks[index], blocks[index - 1], blocks[index + 1]
    if block.t == "Div" and block.attributes.layout then
      if after and after.t == "Div" and after.classes:includes("data") then
        local sides = block.content
        sides[1] = pandoc.Div(append(sides[1].content, { after }), sides[1].attr)
        block.content = sides
        blocks[index] = block
        blocks:remove(index + 1)
      end
      if TYPST then
        blocks:insert(index + 1, raw("]"))
        local short = #pandoc.utils.stringify(block.content[2]) <= SHORT
        blocks:insert(index, raw(short and "#unparted[" or "#together["))
        if before and before.t == "Para" then
          blocks:insert(index, raw("]"))
          blocks:insert(index - 1, raw("#block(sticky: true)["))
        end
      end
    end
  end
  return blocks
end

-- `layout="[60,-4,36]"`: two blocks side by side, with a gap, in these shares of the width.
local function panel(div)
  if not div.attributes.layout then return nil end
  local left, right = div.attributes.layout:match("^%[%s*(%d+)%s*,%s*%-%d+%s*,%s*(%d+)%s*%]$")
  if not left or #div.content ~= 2 then
    error("layout takes two blocks and two widths with a gap, as [60,-4,36]; here " .. div.attributes.layout)
  end
  div.attributes.layout = nil
  div.classes:insert("panel")
  if HTML then
    div.attributes["data-widths"] = left .. " " .. right -- page.lua makes a rule of it
    return div
  elseif TYPST then
    local blocks = pandoc.Blocks({ raw(("#panel((%sfr, %sfr))["):format(left, right)) })
    append(blocks, { div.content[1], raw("][") })
    return append(blocks, { div.content[2], raw("]") })
  end
  return div.content
end

local function tiles(div)
  if not TYPST then return div end
  local blocks = pandoc.Blocks({ raw("#tiles(") })
  for _, item in ipairs(div.content[1].content) do
    blocks:insert(raw("["))
    append(blocks, item):insert(raw("],"))
  end
  blocks:insert(raw(")"))
  return blocks
end

local function commentary(div)
  if WORD then
    local last = div.content:remove() or pandoc.Blocks({})
    div.content:insert(pandoc.Div(last, pandoc.Attr("", {}, { ["custom-style"] = "Commentary End" })))
    div.attributes["custom-style"] = "Commentary"
  elseif TYPST then
    return append(append(pandoc.Blocks({ raw("#commentary[") }), div.content), { raw("]") })
  end
  return div
end

-- The reference document's sections, upright and on its side, each with its page, header and footer.
local function sections_of_reference()
  local _, reference = pandoc.mediabag.fetch("sections/reference.docx")
  local archive = pandoc.zip.Archive(reference)
  local upright, on_its_side
  for _, entry in ipairs(archive.entries) do
    if entry.path == "word/document.xml" then
      for section in entry:contents():gmatch("<w:sectPr.-</w:sectPr>") do
        if section:match("landscape") then on_its_side = section else upright = section end
      end
    end
  end
  return upright, on_its_side
end

local function end_of_section(section) return pandoc.RawBlock("openxml", "<w:p><w:pPr>" .. section .. "</w:pPr></w:p>") end

-- A page of paper on its side; on the page it changes nothing.
local function wide_page(div)
  if HTML then return div end
  local before, after = raw("#wide-page["), raw("]")
  if WORD then
    local upright, on_its_side = sections_of_reference()
    before, after = end_of_section(upright), end_of_section(on_its_side)
  end
  return append(append(pandoc.Blocks({ before }), div.content), { after })
end

local function Div(div)
  local class = div.classes
  if class:includes("wide-page") then return wide_page(div) end
  if class:includes("tiles") then return tiles(div) end
  if class:includes("commentary") then return commentary(div) end
  if class:includes("float") then -- from the embedded renderer
    local caption, content = table.unpack(div.content)
    return captioned(div.identifier, div.attributes.kind, div.attributes.number, caption.content, content.content)
  end
  -- Quarto's wrappers of an embedded cell tell of the machine's folders
  if class:includes("quarto-embed-nb-cell") or class:includes("cell") or class:includes("cell-output") then return div.content end
end

-- Figures behind the charts ----------------------------------------------------------------------------------------

-- `.data` holds the figures of a chart: they open under it on the page, and stand in the `.data-appendix` on paper.
local appendix = pandoc.Blocks({})

local function data(div)
  if not div.classes:includes("data") then return nil end
  local tbl = div.content[1].attributes
  if HTML then
    local summary = ("<summary>Show the figures (Table\u{a0}%s)</summary>"):format(tbl.number)
    local blocks = pandoc.Blocks({ pandoc.RawBlock("html", '<details class="data">\n' .. summary) })
    return append(append(blocks, div.content), { pandoc.RawBlock("html", "</details>") })
  end
  append(appendix, div.content)
  if TYPST then return raw("#figures-at(<" .. tbl.label .. ">)") end
  local line = pandoc.Para({ pandoc.Str("Figures:"), pandoc.Space(), pandoc.Link("Table\u{a0}" .. tbl.number, "#" .. tbl.label) })
  return pandoc.Div(line, pandoc.Attr("", {}, { ["custom-style"] = "Figures" }))
end

-- In the PDF tables run in two columns; those so wide that pandoc shares out the line reach across both.
local function in_columns(tables)
  if not TYPST then return tables end
  local blocks = pandoc.Blocks({ raw("#figures-behind[") })
  for _, block in ipairs(tables) do
    local wide = false
    block:walk({ Table = function(tbl) wide = wide or (tbl.colspecs[1][2] or 0) > 0 end })
    if wide then append(blocks, { raw("#across["), block, raw("]") }) else blocks:insert(block) end
  end
  return append(blocks, { raw("]") })
end

-- Fills the appendix; on the page there is none, nor its heading.
local function with_appendix(all)
  local blocks = pandoc.Blocks({})
  for _, block in ipairs(all) do
    if block.t == "Div" and block.classes:includes("data-appendix") then
      if HTML then
        blocks:remove()
      else
        if TYPST then blocks:insert(#blocks, raw("#pagebreak(weak: true)")) end
        append(blocks, in_columns(appendix))
      end
    else
      blocks:insert(block)
    end
  end
  return blocks
end

-- Says that the sample's figures are nobody's.
local function made_up()
  local words = pandoc.Para({ pandoc.Strong(MADE_UP[1]), pandoc.Space(), pandoc.Str(MADE_UP[2]) })
  local looks = { ["custom-style"] = WORD and "Made Up" or nil }
  if TYPST then looks = { ["typst:stroke"] = "1pt", ["typst:inset"] = "8pt", ["typst:width"] = "100%" } end
  return pandoc.Div({ words }, pandoc.Attr("", { "synthetic" }, looks))
end

local function Pandoc(doc)
  doc.blocks = with_appendix(doc.blocks)
  if variables.council.synthetic then doc.blocks:insert(1, made_up()) end
  return doc
end

-- The council's name and looks ------------------------------------------------------------------------------------

local function logo(council)
  local alt = "Logo of " .. council.name
  if TYPST then return pandoc.RawInline("typst", quoted("/" .. council.logo) .. ", alt: " .. quoted(alt)) end
  local address = "../" .. council.logo:gsub("[%%#?]", function(sign) return ("%%%02X"):format(sign:byte()) end)
  local image = pandoc.Image({ pandoc.Str(alt) }, address, "", { class = "logo" })
  return pandoc.RawInline("html", pandoc.write(pandoc.Pandoc({ pandoc.Plain({ image }) }), "html"))
end

local function Meta(meta)
  local text = pandoc.utils.stringify
  local council = variables.council
  meta.pack = {
    title = pandoc.Inlines(meta.subtitle and text(meta.title) .. ": " .. text(meta.subtitle) or text(meta.title)),
    month = variables.month.name,
    council = pandoc.Inlines(council.name),
    synthetic = council.synthetic,
    primary = pandoc.RawInline("typst", council.colours.primary),
    secondary = pandoc.RawInline("typst", council.colours.secondary),
    logo = council.logo and logo(council),
  }
  if WORD then meta.author = council.name end
  return meta
end

return {
  { Div = turned },
  { Table = Table },
  { Span = trend },
  { Str = TYPST and text_for_typst.word or nil },
  { Blocks = not HTML and keep_together or nil },
  { Div = panel },
  { FloatRefTarget = FloatRefTarget, Div = Div },
  { Div = data },
  { Pandoc = Pandoc },
  { Div = unwrapped, Meta = Meta },
}
