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
  local apart = str.text:gsub("%.%.%.", ".\u{2060}.."):gsub("%-%?", "-\u{2060}?"):gsub("^%-(%d)", "-\u{2060}%1")
  return pandoc.Str(breakable(apart, LONGEST_WORD))
end

-- In a cell pandoc leaves it to Typst to take "- x", "= x" or "1. x" for a list or a heading.
local function cell(text)
  local first = text.content[1]
  local sign = first and first.t == "Str" and (first.text:match("^[-+=/]+$") or first.text:match("^%d+%.$"))
  if sign then text.content:insert(1, pandoc.RawInline("typst", "#[]")) end
  return text:walk({ Str = function(str) return pandoc.Str(breakable(str.text, LONGEST_IN_TABLE)) end })
end

return { { Table = function(tbl) return tbl:walk({ Plain = cell }) end }, { Str = Str } }
