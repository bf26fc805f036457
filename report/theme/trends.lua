-- The line of a figure's last values in a table, `[70.1 - 72.9]{.trend heard="…"}` with a hyphen for a gap: a picture for the
-- eye, with its words for whoever hears it; in Word the lowest and the highest alone. It fills its box, or with `low` and `high`
-- lies on that scale.

-- in pixels on the page, in points on paper
local WIDTH, HEIGHT, MARGIN = 80, 18, 3
if FORMAT == "typst" then WIDTH, HEIGHT, MARGIN = 48, 10, 1.5 end

-- The values, a gap being false, and the words of the lowest and the highest.
local function read(written)
  local values, known = {}, {}
  for word in written:gmatch("%S+") do
    local value = tonumber(word) or false
    table.insert(values, value)
    if value then table.insert(known, { value = value, word = word }) end
  end
  table.sort(known, function(one, other) return one.value < other.value end)
  return values, known[1], known[#known]
end

-- The line through the values in its box, and the place of the last one. A value between two gaps is a dot.
local function drawn(values, low, high)
  local path, pen, last = "", "M", nil
  for index, value in ipairs(values) do
    if value then
      local across = #values > 1 and (index - 1) / (#values - 1) or 1
      local down = high > low and (high - value) / (high - low) or 0.5
      last = { x = MARGIN + across * (WIDTH - 2 * MARGIN), y = MARGIN + down * (HEIGHT - 2 * MARGIN) }
      local at = ("%.1f %.1f"):format(last.x, last.y)
      path = path .. (pen == "M" and "M" .. at or "") .. "L" .. at
      pen = "L"
    else
      pen = "M"
    end
  end
  return path, last
end

local function Span(span)
  if not span.classes:includes("trend") then return nil end
  local values, low, high = read(pandoc.utils.stringify(span))
  local range = low.word .. "\u{2013}" .. high.word
  if FORMAT == "docx" then return pandoc.Str(range) end
  local heard = span.attributes.heard or range
  local from, to = tonumber(span.attributes.low) or low.value, tonumber(span.attributes.high) or high.value
  local path, last = drawn(values, from, to)
  if FORMAT == "typst" then
    local call = '#trend(%d, %d, "%s", (%.1f, %.1f), "%s")'
    return pandoc.RawInline("typst", call:format(WIDTH, HEIGHT, path, last.x, last.y, heard))
  end
  local svg = '<span class="trend"><svg width="%d" height="%d" viewBox="0 0 %d %d" aria-hidden="true">'
    .. '<path d="%s"/><circle cx="%.1f" cy="%.1f" r="2.5"/></svg><span class="unseen">%s</span></span>'
  return pandoc.RawInline("html", svg:format(WIDTH, HEIGHT, WIDTH, HEIGHT, path, last.x, last.y, heard))
end

return { { Span = Span } }
