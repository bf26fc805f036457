-- Figures and tables with their captions, from Quarto's node for what it numbers and refers to or from the embedded
-- renderer's: the picture that each format shows, and what to say for whoever cannot see it.

local typst_code = dofile(pandoc.path.join({ "theme", "typst_code.lua" }))
local call, quoted = typst_code.call, typst_code.quoted
local HTML, TYPST, WORD = FORMAT:match("html") ~= nil, FORMAT == "typst", FORMAT == "docx"
local WORD_CHART_WIDTH = "9.5cm"

local function joined(text) return type(text) == "table" and table.concat(text) or text end

-- The pictures of all cells for Word, by label; Quarto embeds the SVG even where the format cannot show it.
local function read_pngs()
  local pngs = {}
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
  return pngs
end

local pngs

local function for_word(image, label)
  if image.src:match("%.svg$") then
    pngs = pngs or read_pngs()
    image.src = label .. ".png"
    pandoc.mediabag.insert(image.src, "image/png", quarto.base64.decode(pngs[label]))
  end
  image.attributes.width = WORD_CHART_WIDTH
  return image
end

local function picture(image, label)
  local alt = image.attributes["fig-alt"] or image.attributes.alt or pandoc.utils.stringify(image.caption)
  if TYPST then
    return pandoc.RawInline("typst", "#image(" .. quoted(image.src) .. ", alt: " .. quoted(alt) .. ")")
  end
  image.caption, image.attributes = { pandoc.Str(alt) }, {}
  return WORD and for_word(image, label) or image
end

local function in_typst(label, kind, number, caption, content, has_picture)
  local unparted = false
  content:walk({ Table = function(tbl) unparted = tbl.classes:includes("unparted") end })
  if kind == "Figure" and not has_picture then content = call("message", content) end
  local captioned = call(('captioned("%s", "%s")'):format(kind, number), { pandoc.Plain(caption) })
  captioned[#captioned] = pandoc.RawBlock("typst", "][")
  captioned = captioned .. content .. { pandoc.RawBlock("typst", "] <" .. label .. ">") }
  return unparted and call("unparted", captioned) or captioned
end

-- The table by itself where there is nothing else in these divs.
local function only_table(content)
  while #content == 1 and content[1].t == "Div" do content = content[1].content end
  return #content == 1 and content[1].t == "Table" and content[1] or nil
end

-- On a narrow screen it scrolls by itself, by keyboard too; its caption stays.
local function scrolling(tbl, number, caption)
  tbl.caption = { long = { pandoc.Plain(pandoc.Span(caption, { class = "still" })) } }
  local heard = { { "role", "group" }, { "aria-label", "Table " .. number }, { "tabindex", "0" } }
  return pandoc.Div({ tbl }, pandoc.Attr("", { "wide" }, heard))
end

local function styled(content, style) return pandoc.Div(content, pandoc.Attr("", {}, { ["custom-style"] = style })) end

local function in_pandoc_s_own(label, kind, number, caption, content, has_picture)
  caption = pandoc.Inlines({ pandoc.Span(pandoc.Str(kind .. "\u{a0}" .. number .. ":"), { class = "number" }), pandoc.Space() })
    .. caption
  local tbl = kind == "Table" and only_table(content)
  if tbl then
    tbl.identifier = label
    if HTML then return scrolling(tbl, number, caption) end
    tbl.caption = { long = { pandoc.Plain(caption) } }
    return tbl
  end
  if WORD and not has_picture then -- where pandoc would make a table for a frame
    return pandoc.Div(content .. { styled(pandoc.Para(caption), "Image Caption") }, pandoc.Attr(label))
  end
  return pandoc.Figure(content, { long = { pandoc.Plain(caption) } }, { id = label, class = has_picture and "chart" or "message" })
end

-- In a div by which appendix.lua knows it. `kind` is Figure or Table, `caption` inlines, `content` blocks.
local function captioned(label, kind, number, caption, content)
  local has_picture = false
  content = pandoc.Blocks(content):walk({
    Image = function(image)
      has_picture = true
      return picture(image, label)
    end,
  })
  local shaped = TYPST and in_typst or in_pandoc_s_own
  local attributes = { label = label, number = tostring(number) }
  return pandoc.Div(shaped(label, kind, number, caption, content, has_picture), pandoc.Attr("", { "captioned" }, attributes))
end

local function FloatRefTarget(float)
  local caption, content = float.caption_long, float.content
  caption = caption and (caption.content or caption) or {}
  return captioned(float.identifier, float.type, float.order.order, caption, content.t and { content } or content)
end

local function Div(div)
  if not div.classes:includes("float") then return nil end -- from the embedded renderer
  local caption, content = table.unpack(div.content)
  return captioned(div.identifier, div.attributes.kind, div.attributes.number, caption.content, content.content)
end

return { { FloatRefTarget = FloatRefTarget, Div = Div } }
