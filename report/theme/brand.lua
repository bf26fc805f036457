-- The council's name and looks for the templates of page and paper, and, above a report of the sample, that it is made up.

local variables = dofile(pandoc.path.join({ "theme", "variables.lua" }))
local quoted = dofile(pandoc.path.join({ "theme", "typst_code.lua" })).quoted
local council = variables.council

local function logo()
  local alt = "Logo of " .. council.name
  if FORMAT == "typst" then
    return pandoc.RawInline("typst", quoted("/" .. council.logo) .. ", alt: " .. quoted(alt))
  end
  local address = "../" .. council.logo:gsub("[%%#?]", function(sign) return ("%%%02X"):format(sign:byte()) end)
  local image = pandoc.Image({ pandoc.Str(alt) }, address, "", { class = "logo" })
  return pandoc.RawInline("html", pandoc.write(pandoc.Pandoc({ pandoc.Plain({ image }) }), "html"))
end

local function Meta(meta)
  local text = pandoc.utils.stringify
  meta.pack = {
    title = pandoc.Inlines(meta.subtitle and text(meta.title) .. ": " .. text(meta.subtitle) or text(meta.title)),
    month = variables.month.name,
    council = pandoc.Inlines(council.name),
    synthetic = council.synthetic,
    primary = pandoc.RawInline("typst", council.colours.primary),
    secondary = pandoc.RawInline("typst", council.colours.secondary),
    logo = council.logo and logo(),
  }
  if FORMAT == "docx" then meta.author = council.name end
  return meta
end

local function Pandoc(doc)
  if not council.synthetic then return nil end
  local first, then_ = pandoc.Strong("Made-up sample data."), "No child in this report exists, and no figure is a council's own."
  doc.blocks:insert(1, pandoc.Div(pandoc.Para({ first, pandoc.Space(), pandoc.Str(then_) }), { class = "synthetic" }))
  return doc
end

return { { Meta = Meta, Pandoc = Pandoc } }
