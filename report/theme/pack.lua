-- The pack's own shapes, the same from Quarto and from the embedded renderer: charts and tables with their captions,
-- a chart beside its commentary, headline tiles, and the council's looks for the page and paper templates.
-- In HTML they are plain elements that scorecard.css styles; in Typst, calls of functions that paper.typ defines; in
-- Word, paragraphs with named styles (Quarto's own would be tables that hold pictures without a description).

local HTML, TYPST, WORD = FORMAT:match("html") ~= nil, FORMAT == "typst", FORMAT == "docx"
local WORD_CHART_WIDTH = "13.5cm"

local function raw(code) return pandoc.RawBlock("typst", code) end

local function quoted(text) return '"' .. text:gsub('[\\"]', "\\%0"):gsub("%s+", " ") .. '"' end

local function append(list, blocks)
  for _, block in ipairs(blocks) do list:insert(block) end
  return list
end

local function read_yaml(path)
  local file = io.open(path, "r")
  if not file then return {} end
  local text = file:read("a")
  file:close()
  return pandoc.read("---\n" .. text .. "\n---\n", "markdown").meta
end

-- Pictures --------------------------------------------------------------------------------------------------------

-- The picture of a labelled cell that suits paper; Quarto embeds the SVG even where the format cannot show it.
local function png_of(label)
  for _, name in ipairs(pandoc.system.list_directory("sections")) do
    local file = name:match("%.ipynb$") and io.open(pandoc.path.join({ "sections", name }), "r")
    if file then
      local notebook = pandoc.json.decode(file:read("a"), false)
      file:close()
      for _, cell in ipairs(notebook.cells) do
        local source = type(cell.source) == "table" and table.concat(cell.source) or cell.source
        if source:find("label: " .. label .. "\n", 1, true) then
          for _, output in ipairs(cell.outputs or {}) do
            local png = output.data and output.data["image/png"]
            if png then return quarto.base64.decode(type(png) == "table" and table.concat(png) or png) end
          end
        end
      end
    end
  end
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

-- One figure or table that can be referred to. `caption` is inlines, `content` blocks, `kind` "Figure" or "Table".
local function captioned(label, kind, number, caption, content)
  local has_picture = false
  content = pandoc.Blocks(content):walk({
    Image = function(image)
      has_picture = true
      return picture(image, label)
    end,
  })
  if TYPST then
    local short = kind == "Table" and "tbl" or "fig"
    local blocks = pandoc.Blocks({ raw("#figure([") })
    append(blocks, content)
    blocks:insert(raw("], caption: figure.caption(position: " .. (kind == "Table" and "top" or "bottom") .. ", ["))
    blocks:insert(pandoc.Plain(caption))
    blocks:insert(raw(('], ), kind: "quarto-float-%s", supplement: "%s")\n<%s>\n'):format(short, kind, label)))
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
    only.caption, only.identifier = { long = { pandoc.Plain(whole) } }, label
    return HTML and pandoc.Div({ only }, { class = "wide" }) or only
  end
  return pandoc.Figure(content, { long = { pandoc.Plain(whole) } }, { id = label, class = has_picture and "chart" or "message" })
end

-- Quarto's node for what it numbers and refers to.
local function FloatRefTarget(float)
  local caption = float.caption_long
  caption = caption and (caption.content or caption) or {}
  local content = float.content
  content = content.t and { content } or content
  return captioned(float.identifier, float.type, float.order.order, caption, content)
end

-- The first column names its row, the header row its columns, for whoever hears the table.
local function Table(tbl)
  if TYPST then tbl.classes:insert("typst:no-figure") end -- captioned() makes the figure
  if not HTML then return tbl end
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do cell.attributes.scope = "col" end
  end
  for _, body in ipairs(tbl.bodies) do
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do row.cells[1].attributes.scope = "row" end
  end
  return tbl
end

-- Divs ------------------------------------------------------------------------------------------------------------

-- `layout="[60,-4,36]"`: two blocks side by side, with a gap, in these shares of the width.
-- On paper, the paragraph that leads to a chart stays with it.
local function Blocks(blocks)
  if not TYPST then return nil end
  for index = #blocks - 1, 1, -1 do
    if blocks[index].t == "Para" and blocks[index + 1].t == "Div" and blocks[index + 1].attributes.layout then
      blocks:insert(index + 1, raw("]"))
      blocks:insert(index, raw("#block(sticky: true)["))
    end
  end
  return blocks
end

local function panel(div)
  if not div.attributes.layout then return nil end
  local left, right = div.attributes.layout:match("^%[%s*(%d+)%s*,%s*%-%d+%s*,%s*(%d+)%s*%]$")
  if not left or #div.content ~= 2 then
    error("layout takes two blocks and two widths with a gap, as [60,-4,36]; here " .. div.attributes.layout)
  end
  div.attributes.layout = nil
  div.classes:insert("panel")
  if HTML then
    div.attributes.style = ("--left:%sfr;--right:%sfr"):format(left, right)
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
    div.attributes["custom-style"] = "Commentary"
  elseif TYPST then
    return append(append(pandoc.Blocks({ raw("#commentary[") }), div.content), { raw("]") })
  end
  return div
end

local function Div(div)
  local class = div.classes
  if class:includes("tiles") then return tiles(div) end
  if class:includes("commentary") then return commentary(div) end
  if class:includes("float") then -- from the embedded renderer
    local caption, content = table.unpack(div.content)
    return captioned(div.identifier, div.attributes.kind, div.attributes.number, caption.content, content.content)
  end
  -- Quarto's wrappers of an embedded cell tell of the machine's folders
  if class:includes("quarto-embed-nb-cell") or class:includes("cell") or class:includes("cell-output") then return div.content end
end

-- The council's looks ---------------------------------------------------------------------------------------------

local function Meta(meta)
  local brand, variables = read_yaml("../_brand.yml"), read_yaml("../_variables.yml")
  local function colour(name)
    local value = pandoc.utils.stringify(brand.color[name])
    local named = brand.color.palette and brand.color.palette[value]
    return named and pandoc.utils.stringify(named) or value
  end
  local logo = brand.logo and brand.logo.medium
  local text = pandoc.utils.stringify
  meta.pack = {
    title = meta.subtitle and text(meta.title) .. ": " .. text(meta.subtitle) or text(meta.title),
    primary = pandoc.RawInline(TYPST and "typst" or "html", colour("primary")),
    secondary = pandoc.RawInline(TYPST and "typst" or "html", colour("secondary")),
    council = variables.council and variables.council.name,
    month = variables.month and variables.month.name,
    logo = logo and pandoc.RawInline(TYPST and "typst" or "html", pandoc.utils.stringify(logo.path)),
    ["logo-alt"] = logo and pandoc.utils.stringify(logo.alt),
  }
  return meta
end

return {
  { Table = Table },
  { Blocks = Blocks },
  { Div = panel },
  { FloatRefTarget = FloatRefTarget, Div = Div },
  { Meta = Meta },
}
