-- Shares out a line of paper among a table's columns by their words, for the filter that says `dofile` to this.

-- What every cell keeps free at its sides, in points; tables are set in 9 points.
local BESIDE, SIZE, BOLDER = FORMAT == "typst" and 8 or 10, 9, 1.08
-- What Arial's letters take of the size; the first that fits.
local LETTERS = {
  { "[ijl'|]", 0.22 },
  { "[ Itfr.,:;/()-]", 0.32 },
  { "[mMwW%%]", 0.85 },
  { "[ckszvxyJ]", 0.5 },
  { "%u", 0.7 },
  { ".", 0.56 },
}

local function width_of(text)
  local width = 0
  for letter in text:gsub("\u{a0}", " "):gmatch(utf8.charpattern) do
    for _, kind in ipairs(LETTERS) do
      if letter:match(kind[1]) then
        width = width + kind[2] * SIZE
        break
      end
    end
  end
  return width
end

-- No column is broader for one word: a longer one is broken.
local LONGEST = 160
-- A heading may take two lines where it is longer than this.
local SHORT_HEADING = 45

-- The width of each column's longest word and of its longest text.
local function needs_of(tbl, text_of)
  local words, texts = {}, {}
  local function need(index, text, weight, may_wrap)
    local whole = width_of(text) * weight
    if may_wrap then whole = math.min(whole, math.max(SHORT_HEADING, whole / 2)) end
    words[index] = words[index] or BESIDE
    for word in text:gmatch("[^ ]+") do
      words[index] = math.max(words[index], math.min(LONGEST, width_of(word) * weight) + BESIDE)
    end
    texts[index] = math.max(texts[index] or BESIDE, words[index], whole + BESIDE)
  end
  for _, row in ipairs(tbl.head.rows) do
    for index, cell in ipairs(row.cells) do need(index, text_of(cell), BOLDER, true) end
  end
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      for index, cell in ipairs(row.cells) do need(index, text_of(cell), 1) end
    end
  end
  return words, texts
end

-- Every column takes its longest word; what the line has left goes first where least is lacking, so that few rows take
-- a second line.
return function(tbl, line, text_of)
  local words, texts = needs_of(tbl, text_of)
  local columns, left = {}, line
  for index = 1, #tbl.colspecs do
    columns[index] = index
    left = left - words[index]
  end
  local whole = math.max(line, line - left)
  local function lack(index) return texts[index] - words[index] end
  table.sort(columns, function(one, other) return lack(one) < lack(other) end)
  for place, index in ipairs(columns) do
    local given = math.max(0, math.min(lack(index), left / (#columns - place + 1)))
    left = left - given
    tbl.colspecs[index][2] = (words[index] + given) / whole
  end
end
