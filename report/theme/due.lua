-- Marks a commentary that was written for another month than the report's, that does not say for which, or a figure of which
-- changed since. Of one none of whose indicators has data a line stays, for its sentences would have nothing to say.
-- It runs before layout.lua, in Quarto (so in `quarto preview` too) and in the embedded renderer.
-- `scorecard report --final` looks for this mark in the page before it issues a pack (lib/scorecard/packs/issue.py).

local variables = dofile(pandoc.path.join({ "theme", "variables.lua" }))

local NAMES = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December" }

local function name_of(month)
  local year, number = (month or ""):match("^(%d%d%d%d)%-(%d%d)$")
  local name = NAMES[tonumber(number)]
  return name and name .. " " .. year
end

-- Which figures changed since a commentary was read, by where it stands and its indicators
-- (lib/scorecard/commentary/read_against.py).
local function read_changed()
  local there, _, written = pcall(pandoc.mediabag.fetch, "sections/due.json")
  if there and written and variables.audience ~= "public" then return pandoc.json.decode(written, false) end
  return { pack = {}, tiles = {} }
end

local changed = read_changed()
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

-- Why it is due, in a sentence for the pack and in a few words for the two sides, where there is no room for a box; nil
-- where it is not.
local function why_due(div, in_line)
  local now, written = variables.month.name, name_of(div.attributes.month)
  if not written then
    return ("It is not said for which month this was written; this report is for %s."):format(now), "Due: for no month."
  end
  if written ~= now then
    return ("Written for %s; this report is for %s."):format(written, now), ("Due: written for %s."):format(written)
  end
  local ids = pandoc.List({})
  for id in (div.attributes.indicator or ""):gmatch("%S+") do ids:insert(id) end
  local told = changed[in_line and "tiles" or "pack"][table.concat(ids, " ")]
  if told then return ("Since this was read, %s."):format(told), "Due: a figure changed." end
end

local function with_mark_in_line(div, words)
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
  local sentence, few_words = why_due(div, in_line)
  if not sentence then return div end
  if in_line then return with_mark_in_line(div, few_words) end
  local mark = pandoc.Para({ pandoc.Strong(pandoc.Inlines(sentence)) })
  div.content:insert(1, pandoc.Div({ mark }, { class = "due" }))
  return div
end

local function Div(div)
  if not div.classes:includes("tile") then return marked(div, false) end
  return div:walk({ Div = function(inner) return marked(inner, true) end }), false
end

-- Whether a chart stands beside commentary that has nothing to say.
local function is_without_data(block)
  if block.t ~= "Div" or not block.attributes.layout then return false end
  local said, silent = false, false
  block:walk({
    Div = function(div)
      if not div.classes:includes("commentary") then return nil end
      if has_nothing_to_say(div) then silent = true else said = true end
    end,
  })
  return silent and not said
end

-- Of such a panel the line that says why stays, without the figures behind it.
local function without_panels(blocks)
  local kept, silent = pandoc.Blocks({}), false
  for _, block in ipairs(blocks) do
    local is_data = block.t == "Div" and block.classes:includes("data")
    if not (silent and is_data) then
      silent = is_without_data(block)
      kept:extend(silent and block.content[1].content or { block })
    end
  end
  return kept
end

-- In tables there is nothing to find, and much to look through.
local function passed_by(tbl) return tbl, false end

return { { traverse = "topdown", Blocks = without_panels, Table = passed_by }, { traverse = "topdown", Div = Div } }
