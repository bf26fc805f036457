-- How a line of paper is shared out among a table's columns by their words, and the least that they need, for the filters
-- that say `dofile` to this.

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

local of_letter = setmetatable({}, {
  __index = function(known, letter)
    for _, kind in ipairs(LETTERS) do
      if letter:match(kind[1]) then
        known[letter] = kind[2] * SIZE
        return known[letter]
      end
    end
  end,
})

local function width_of(text)
  local width = 0
  for letter in text:gsub("\u{a0}", " "):gmatch(utf8.charpattern) do width = width + of_letter[letter] end
  return width
end

-- No column is broader for one word: a longer one is broken.
local LONGEST = 160
-- A heading may take two lines where it is longer than this.
local SHORT_HEADING = 45
-- In a narrow table words of headings are hyphenated, and cells keep less free.
local NARROW = { longest = 42, beside = 5 }

-- The width of each column's longest word and of its longest text, and of all texts by row.
local function needs_of(tbl, text_of, narrow)
  local words, texts, rows = {}, {}, {}
  local beside = narrow and NARROW.beside or BESIDE
  local function need(row, weight, in_heading)
    local widths = {}
    for index, cell in ipairs(row.cells) do
      local text = text_of(cell)
      local whole = width_of(text) * weight
      local longest = in_heading and narrow and NARROW.longest or LONGEST
      if in_heading then whole = math.min(whole, math.max(SHORT_HEADING, whole / 2)) end
      words[index] = words[index] or beside
      for word in text:gmatch("[^ ]+") do
        words[index] = math.max(words[index], math.min(longest, width_of(word) * weight) + beside)
      end
      widths[index] = whole + beside
      texts[index] = math.max(texts[index] or beside, words[index], widths[index])
    end
    table.insert(rows, widths)
  end
  for _, row in ipairs(tbl.head.rows) do need(row, BOLDER, true) end
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do need(row, 1) end
  end
  return words, texts, rows
end

local function sum(widths)
  local all = 0
  for _, width in ipairs(widths) do all = all + width end
  return all
end

-- What a line of several leaves empty where a word goes on the next.
local UNUSED = 12

-- How many lines the rows take, about.
local function lines_of(rows, columns)
  local lines = 0
  for _, row in ipairs(rows) do
    local highest = 1
    for index, width in ipairs(row) do
      local column = columns[index]
      if width > column then highest = math.max(highest, width / math.max(UNUSED, column - UNUSED)) end
    end
    lines = lines + highest
  end
  return lines
end

-- Moves so much from one column to another wherever the rows become lower by it.
local function moved(columns, words, rows, step)
  local lowest, better = lines_of(rows, columns), true
  while better do
    better = false
    for from = 1, #columns do
      for to = 1, #columns do
        if from ~= to and columns[from] - step >= words[from] then
          columns[from], columns[to] = columns[from] - step, columns[to] + step
          local lines = lines_of(rows, columns)
          if lines < lowest - 0.001 then
            lowest, better = lines, true
          else
            columns[from], columns[to] = columns[from] + step, columns[to] - step
          end
        end
      end
    end
  end
end

-- Every column takes its longest word and no more than its longest text; within that, the widths at which the rows are
-- lowest. Says how many lines a row takes then.
local function share_out(tbl, line, text_of, narrow)
  local words, texts, rows = needs_of(tbl, text_of, narrow)
  local columns, left = {}, math.max(0, math.min(line, sum(texts)) - sum(words))
  local lacking = math.max(1, sum(texts) - sum(words))
  for index, word in ipairs(words) do columns[index] = word + left * (texts[index] - word) / lacking end
  for halvings = 3, 8 do moved(columns, words, rows, line / 2 ^ halvings) end
  for index, column in ipairs(tbl.colspecs) do column[2] = columns[index] / math.max(line, sum(columns)) end
  return lines_of(rows, columns) / #rows
end

-- Beyond so many lines a row, a table is hard to read down.
local MOST_LINES = 1.5

-- The same in a narrow line: left to Typst where every text fits. Says whether the words fit, and not on too many lines.
local function share_out_narrow(tbl, line, text_of)
  local words, texts = needs_of(tbl, text_of, true)
  local fits = sum(words) <= line
  if sum(texts) <= line then
    for _, column in ipairs(tbl.colspecs) do column[2] = nil end
  elseif fits then
    fits = share_out(tbl, line, text_of, true) <= MOST_LINES
  end
  return fits
end

return { share_out = share_out, share_out_narrow = share_out_narrow }
