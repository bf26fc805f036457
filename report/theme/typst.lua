-- Text that Typst leaves as it is. Pandoc has escaped most already.

if FORMAT ~= "typst" then return {} end

-- Browsers and Word break a word that is longer than its line; Typst does at a sign of no width.
local LONGEST_WORD, LONGEST_IN_TABLE = 80, 30

local function breakable(text, longest)
  return (text:gsub("%S+", function(word)
    if (utf8.len(word) or 0) <= longest then return nil end
    local letters = 0
    return (word:gsub(utf8.charpattern, function(letter)
      letters = letters + 1
      return letters % 10 == 0 and letter .. "\u{200b}" or nil
    end))
  end))
end

-- Such a sign keeps apart, too, what Typst would draw as an ellipsis, a soft hyphen or a minus.
local function Str(str)
  if #str.text <= LONGEST_WORD and not str.text:find("[.-]") then return nil end
  local apart = str.text:gsub("%.%.%.", ".\u{2060}.."):gsub("%-%?", "-\u{2060}?"):gsub("^%-(%d)", "-\u{2060}%1")
  return pandoc.Str(breakable(apart, LONGEST_WORD))
end

local LONG_IN_TABLE = ("%S"):rep(LONGEST_IN_TABLE + 1)

-- In a cell pandoc leaves it to Typst to take "- x", "= x" or "1. x" for a list or a heading.
local function cell(text)
  local words = pandoc.utils.stringify(text)
  local may_be_sign, long = words:find("^[-+=/%d]"), words:find(LONG_IN_TABLE)
  if not may_be_sign and not long then return nil end
  local first = text.content[1]
  local sign = first and first.t == "Str" and (first.text:match("^[-+=/]+$") or first.text:match("^%d+%.$"))
  if sign then text.content:insert(1, pandoc.RawInline("typst", "#[]")) end
  return long and text:walk({ Str = function(str) return pandoc.Str(breakable(str.text, LONGEST_IN_TABLE)) end }) or text
end

return { { Table = function(tbl) return tbl:walk({ Plain = cell }) end }, { Str = Str } }
