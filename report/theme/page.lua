-- The page's style and script, and the policy by which a browser takes these and nothing else, whatever a text may hold.
-- In Quarto and in the embedded renderer.

if not FORMAT:match("html") then return {} end

local variables = dofile(pandoc.path.join({ "theme", "variables.lua" }))
local sha256 = dofile(pandoc.path.join({ "theme", "sha256.lua" }))

local POLICY = "default-src 'none'; script-src 'sha256-%s'; style-src 'sha256-%s'; img-src data:; base-uri 'none'; "
  .. "form-action 'none'"

-- `quarto preview --profile preview`: a page that Quarto's own script reloads on every edit, and so without the policy.
local previewed = quarto and ("," .. (os.getenv("QUARTO_PROFILE") or "") .. ","):match(",preview,")

local function read(name)
  local _, text = pandoc.mediabag.fetch("theme/" .. name)
  return (text:gsub("\r\n", "\n"))
end

-- The council's colours, the widths of the panels that there are, and the style sheet: without comments and in one line,
-- as pandoc would leave it where it looks through a page for what to embed.
local function style_of(doc)
  local colours = variables.council.colours
  local rules = { (":root { --primary: %s; --secondary: %s; }"):format(colours.primary, colours.secondary) }
  local known = {}
  doc:walk({
    Div = function(div)
      local widths = div.attributes["data-widths"]
      if not widths or known[widths] then return nil end
      known[widths] = true
      local left, right = widths:match("(%d+) (%d+)")
      table.insert(rules, ('.panel[data-widths="%s"] { --left: %sfr; --right: %sfr; }'):format(widths, left, right))
    end,
  })
  table.insert(rules, read("scorecard.css"))
  return (table.concat(rules, "\n"):gsub("/%*.-%*/", ""):gsub("%s+", " "))
end

local function Pandoc(doc)
  local style = style_of(doc)
  local script = "\n(() => {\n" .. read("interactive.js") .. "})();\n"
  local policy = POLICY:format(sha256(script), sha256(style))
  doc.meta.page = { style = pandoc.RawInline("html", style) }
  if not previewed then doc.meta.page.policy = pandoc.RawInline("html", policy) end
  doc.blocks:insert(pandoc.RawBlock("html", "<script>" .. script .. "</script>"))
  return doc
end

return { { Pandoc = Pandoc } }
