-- Puts the script that makes charts answer mouse and keyboard at the page's end, in Quarto and in the embedded renderer.

if not FORMAT:match("html") then return {} end

local function Pandoc(doc)
  local _, script = pandoc.mediabag.fetch("theme/interactive.js")
  doc.blocks:insert(pandoc.RawBlock("html", "<script>\n(() => {\n" .. script .. "})();\n</script>"))
  return doc
end

return { { Pandoc = Pandoc } }
