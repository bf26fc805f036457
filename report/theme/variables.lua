-- What `scorecard run` wrote for the report's prose, for the filters that say `dofile` to this: JSON, which is YAML too. Its
-- texts are Markdown; those of the council are handed on as they read.

local function as_read(value)
  if type(value) == "string" then return pandoc.utils.stringify(pandoc.read(value)) end
  if type(value) ~= "table" then return value end
  local read = {}
  for name, each in pairs(value) do read[name] = as_read(each) end
  return read
end

local _, written = pandoc.mediabag.fetch("../_variables.yml")
local variables = pandoc.json.decode(written, false)
variables.council = as_read(variables.council)
return variables
