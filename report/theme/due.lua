-- Marks a commentary that was written for another month than the report's, or that does not say for which. It runs before
-- pack.lua, in Quarto (so in `quarto preview` too) and in the embedded renderer.
-- `scorecard report --final` looks for this mark in the page before it issues a pack (lib/scorecard/packs/issue.py).

local NAMES = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December" }

local BOX = FORMAT == "typst" and { ["typst:stroke"] = "1pt", ["typst:inset"] = "5pt", ["typst:width"] = "100%" } or {}

local function reporting_month()
  local file = io.open(pandoc.path.join({ "..", "_variables.yml" }), "r")
  if not file then return "" end
  local variables = pandoc.read("---\n" .. file:read("a") .. "\n---\n", "markdown").meta
  file:close()
  return variables.month and pandoc.utils.stringify(variables.month.name) or ""
end

local function name_of(month)
  local year, number = (month or ""):match("^(%d%d%d%d)%-(%d%d)$")
  local name = NAMES[tonumber(number)]
  return name and name .. " " .. year
end

local now

local function Div(div)
  if not div.classes:includes("commentary") then return nil end
  now = now or reporting_month()
  local written = name_of(div.attributes.month)
  if written == now then return nil end
  local words = written and ("Written for %s; this report is for %s."):format(written, now)
    or ("It is not said for which month this was written; this report is for %s."):format(now)
  local mark = pandoc.Para({ pandoc.Strong(pandoc.Inlines(words)) })
  div.content:insert(1, pandoc.Div({ mark }, pandoc.Attr("", { "due" }, BOX)))
  return div
end

return { { Div = Div } }
