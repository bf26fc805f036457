-- Tables: on the page with what they need to be heard and to scroll, on paper with their columns shared out by their words.
-- It runs after trends.lua, whose lines are of one breadth.

local share_out = dofile(pandoc.path.join({ "theme", "widths.lua" })).share_out
local HTML, TYPST, WORD = FORMAT:match("html") ~= nil, FORMAT == "typst", FORMAT == "docx"

-- A table of no more rows than this is not parted by the end of a page.
local MOST_ROWS_UNPARTED = 20
-- What a line of paper holds, in points.
local LINE, WIDE_LINE = 464, TYPST and 728 or 751
local AS_BROAD_AS_A_TREND = "000000000"

-- Tells a table that it has a page on its side, where Word sets all text small and close.
local function turned(div)
  if not div.classes:includes("wide-page") then return nil end
  return div:walk({
    Para = function(paragraph)
      return WORD and pandoc.Div(paragraph, pandoc.Attr("", {}, { ["custom-style"] = "Wide Page Note" })) or nil
    end,
    Table = function(tbl)
      tbl.classes:insert("turned")
      return tbl
    end,
  })
end

-- An arrow stays in the line of its number, and every other sign in that of its word.
local function signs_kept(inlines)
  for index = 1, #inlines - 1 do
    local sign = inlines[index].t == "Str" and utf8.len(inlines[index].text) == 1 and #inlines[index].text == 3
    if sign and inlines[index + 1].t == "Space" then inlines[index + 1] = pandoc.Str("\u{a0}") end
  end
  return inlines
end

local SIGN_AND_SPACE = "[\xe0-\xef][\x80-\xbf][\x80-\xbf] "

local function in_cell(text)
  return pandoc.utils.stringify(text):find(SIGN_AND_SPACE) and text:walk({ Inlines = signs_kept }) or nil
end

-- The name of a row stays in one line where it is as short as a month's.
local SHORT_NAME = 16

local function names_kept(tbl)
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      local name = row.cells[1]
      local words = pandoc.utils.stringify(name.contents)
      if utf8.len(words) <= SHORT_NAME and words:find(" ") then
        name.contents = name.contents:walk({ Space = function() return pandoc.Str("\u{a0}") end })
      end
    end
  end
end

-- A trend stands alone in its cell, and is no words.
local function text_of(cell)
  local words = pandoc.utils.stringify(cell.contents)
  return words ~= "" and words or pandoc.utils.stringify(cell.contents:walk({
    RawInline = function() return pandoc.Str(AS_BROAD_AS_A_TREND) end,
  }))
end

-- Gives the text of rows the style that Word has for it.
local function styled(rows, style_of)
  for place, row in ipairs(rows) do
    local style = { ["custom-style"] = style_of(place) }
    for _, cell in ipairs(row.cells) do
      local text = cell.contents:map(function(block) return block.t == "Plain" and pandoc.Para(block.content) or block end)
      cell.contents = { pandoc.Div(text, pandoc.Attr("", {}, style)) }
    end
  end
end

-- A short table stays whole; of a longer one no row stands alone.
local function for_word(tbl, on_its_side)
  styled(tbl.head.rows, function() return "Table Heading" end)
  for _, body in ipairs(tbl.bodies) do
    local rows = #body.body
    styled(body.body, function(row)
      if on_its_side then return "Wide Page Text" end
      local kept = row < rows and (rows <= MOST_ROWS_UNPARTED or row == 1 or row == rows - 1)
      return kept and "Table Text Kept" or "Table Text"
    end)
  end
end

-- Figures stand right by a class: the page's policy takes no style from an element.
local function set_right(tbl, row)
  for index, cell in ipairs(row.cells) do
    if tbl.colspecs[index][1] == "AlignRight" then cell.classes:insert("right") end
  end
end

-- A cell of several words is no narrower than a few of them, where a browser would set a word a line.
local SEVERAL_WORDS = 18

local function keep_words_together(row)
  for index, cell in ipairs(row.cells) do
    if index > 1 and utf8.len(pandoc.utils.stringify(cell.contents)) > SEVERAL_WORDS then cell.classes:insert("words") end
  end
end

-- The first column names its row, the header row its columns, for whoever hears the table.
local function for_the_page(tbl)
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do cell.attributes.scope = "col" end
    set_right(tbl, row)
  end
  for _, body in ipairs(tbl.bodies) do
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do
      row.cells[1].attributes.scope = "row"
      set_right(tbl, row)
      keep_words_together(row)
    end
  end
  -- a browser shares out the width better than a count of letters does
  for _, column in ipairs(tbl.colspecs) do
    column[1], column[2] = "AlignDefault", nil
  end
end

local function Table(tbl)
  tbl = tbl:walk({ Plain = in_cell, Para = in_cell })
  local on_its_side, at = tbl.classes:find("turned")
  if on_its_side then tbl.classes:remove(at) end
  if HTML then
    for_the_page(tbl)
    return tbl
  end
  names_kept(tbl)
  local fills_the_line = on_its_side or (tbl.colspecs[1][2] or 0) > 0
  if WORD or fills_the_line then share_out(tbl, on_its_side and WIDE_LINE or LINE, text_of) end
  if WORD then
    for_word(tbl, on_its_side)
  else
    tbl.classes:insert("typst:no-figure") -- figures.lua makes the figure
    if #tbl.bodies[1].body <= MOST_ROWS_UNPARTED then tbl.classes:insert("unparted") end
  end
  return tbl
end

return { { Div = turned }, { Table = Table } }
