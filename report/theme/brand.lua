-- The council's name and looks for the templates of page and paper, and, above a report of the sample, that it is made up,
-- above a public one that is not issued, that it is a draft.

local variables = dofile(pandoc.path.join({ "theme", "variables.lua" }))
local quoted = dofile(pandoc.path.join({ "theme", "typst_code.lua" })).quoted
local council = variables.council
-- `scorecard report --final` says so, once the release test is passed (lib/scorecard/render/__init__.py)
local draft = variables.audience == "public" and not os.getenv("SCORECARD_FINAL")

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
    draft = draft,
    primary = pandoc.RawInline("typst", council.colours.primary),
    secondary = pandoc.RawInline("typst", council.colours.secondary),
    logo = council.logo and logo(),
  }
  if FORMAT == "docx" then meta.author = council.name end
  if FORMAT == "revealjs" then
    local colours = ("<style>:root { --primary: %s; --secondary: %s; }</style>"):format(council.colours.primary, council.colours.secondary)
    quarto.doc.include_text("in-header", colours)
  end
  return meta
end

local function box(first, then_)
  local words = pandoc.Para({ pandoc.Strong(first), pandoc.Space(), pandoc.Str(then_) })
  return pandoc.Div(words, { class = "synthetic" })
end

-- On slides what stands above the first heading would be a slide of its own.
local TOP = FORMAT == "revealjs" and 2 or 1

local function Pandoc(doc)
  if council.synthetic then
    local then_ = "No child in this report exists, and no figure is a council's own."
    doc.blocks:insert(TOP, box("Made-up sample data.", then_))
  end
  if draft then doc.blocks:insert(TOP, box("Draft, not for publication.", "It is not issued yet, and may still change.")) end
  return doc
end

return { { Meta = Meta, Pandoc = Pandoc } }
