-- Marks a commentary that was written for another month than the report's, or that does not say for which. In place of one
-- none of whose indicators has data it puts a line: its sentences would have nothing to say. It runs before layout.lua, in
-- Quarto (so in `quarto preview` too) and in the embedded renderer.
-- `scorecard report --final` looks for this mark in the page before it issues a pack (lib/scorecard/packs/issue.py).

local variables = dofile(pandoc.path.join({ "theme", "variables.lua" }))

local NAMES = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December" }

local function name_of(month)
  local year, number = (month or ""):match("^(%d%d%d%d)%-(%d%d)$")
  local name = NAMES[tonumber(number)]
  return name and name .. " " .. year
end

local without_data = {}
for _, id in ipairs(variables.without_data or {}) do without_data[id] = true end

-- Whether it names indicators and none of them has data.
local function has_nothing_to_say(div)
  local names = div.attributes.indicator or ""
  for id in names:gmatch("%S+") do
    if not without_data[id] then return false end
  end
  return names:match("%S") ~= nil
end

-- Beside the words of the two sides there is no room for a box.
local function mark_in_line(div, written)
  local words = written and ("Due: written for %s."):format(written) or "Due: for no month."
  local mark = pandoc.Span(pandoc.Strong(pandoc.Inlines(words)), { class = "due" })
  local first = div.content[1]
  if first and first.t == "Para" then
    first.content = pandoc.Inlines({ mark, pandoc.Space() }) .. first.content
    div.content[1] = first
  else
    div.content:insert(1, pandoc.Para(mark))
  end
  return div
end

-- Words of another month that an analyst keeps as a comment are for nobody else.
local function without_comment(raw)
  if raw.format == "html" and raw.text:match("^%s*<!%-%-") then return {} end
end

local function marked(div, in_line)
  if not div.classes:includes("commentary") then return nil end
  if #div.content == 0 then return {} end -- of another audience
  div = div:walk({ RawBlock = without_comment, RawInline = without_comment })
  if has_nothing_to_say(div) then
    div.content = { pandoc.Para("No commentary: there is no data this month.") }
    return div
  end
  local now, written = variables.month.name, name_of(div.attributes.month)
  if written == now then return div end
  if in_line then return mark_in_line(div, written) end
  local words = written and ("Written for %s; this report is for %s."):format(written, now)
    or ("It is not said for which month this was written; this report is for %s."):format(now)
  local mark = pandoc.Para({ pandoc.Strong(pandoc.Inlines(words)) })
  div.content:insert(1, pandoc.Div({ mark }, { class = "due" }))
  return div
end

local function Div(div)
  if not div.classes:includes("tile") then return marked(div, false) end
  return div:walk({ Div = function(inner) return marked(inner, true) end }), false
end

return { { traverse = "topdown", Div = Div } }
