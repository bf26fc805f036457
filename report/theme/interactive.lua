-- Puts the script that makes charts answer mouse and keyboard at the page's end, in Quarto and in the embedded renderer.

if not FORMAT:match("html") then return {} end

local function Pandoc(doc)
  local file = assert(io.open(pandoc.path.join({ "theme", "interactive.js" }), "r"))
  local script = file:read("a")
  file:close()
  doc.blocks:insert(pandoc.RawBlock("html", "<script>\n(() => {\n" .. script .. "})();\n</script>"))
  return doc
end

return { { Pandoc = Pandoc } }
