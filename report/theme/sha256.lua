-- SHA-256 of a text in base64, for the filter that says `dofile` to this; pandoc itself has SHA-1 only. Rule: FIPS 180-4.

local WORD = 0xffffffff

-- The first 32 bits of the fractions of the primes' roots: of square roots to begin with, of cube roots for the rounds.
local function fractions(count, power)
  local found, number = {}, 2
  while #found < count do
    local prime = true
    for divisor = 2, math.floor(number ^ 0.5) do prime = prime and number % divisor ~= 0 end
    if prime then table.insert(found, math.floor(number ^ power % 1 * 2 ^ 32)) end
    number = number + 1
  end
  return found
end

local BEGIN, ROUNDS = fractions(8, 1 / 2), fractions(64, 1 / 3)

local function turned(word, bits) return (word >> bits | word << (32 - bits)) & WORD end

local function digest(text)
  local state = table.move(BEGIN, 1, 8, 1, {})
  local padded = text .. "\x80" .. ("\0"):rep(-(#text + 9) % 64) .. (">I8"):pack(#text * 8)
  for at = 1, #padded, 64 do
    local words = { (">" .. ("I4"):rep(16)):unpack(padded, at) }
    for n = 17, 64 do
      local one, other = words[n - 15], words[n - 2]
      local before = turned(one, 7) ~ turned(one, 18) ~ one >> 3
      local after = turned(other, 17) ~ turned(other, 19) ~ other >> 10
      words[n] = words[n - 16] + before + words[n - 7] + after & WORD
    end
    local a, b, c, d, e, f, g, h = table.unpack(state)
    for n = 1, 64 do
      local mixed = h + (turned(e, 6) ~ turned(e, 11) ~ turned(e, 25)) + (e & f ~ ~e & g) + ROUNDS[n] + words[n]
      local most = (turned(a, 2) ~ turned(a, 13) ~ turned(a, 22)) + (a & b ~ a & c ~ b & c)
      a, b, c, d, e, f, g, h = mixed + most & WORD, a, b, c, d + mixed & WORD, e, f, g
    end
    for n, word in ipairs({ a, b, c, d, e, f, g, h }) do state[n] = state[n] + word & WORD end
  end
  return (">" .. ("I4"):rep(8)):pack(table.unpack(state))
end

local LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

local function base64(bytes)
  local whole = bytes .. ("\0"):rep(-#bytes % 3)
  local coded = whole:gsub("...", function(three)
    local number = (">I3"):unpack(three)
    local letters = ""
    for shift = 18, 0, -6 do
      local place = (number >> shift & 63) + 1
      letters = letters .. LETTERS:sub(place, place)
    end
    return letters
  end)
  return coded:sub(1, #coded - -#bytes % 3) .. ("="):rep(-#bytes % 3)
end

return function(text) return base64(digest(text)) end
