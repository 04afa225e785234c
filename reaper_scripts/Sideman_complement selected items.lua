-- @description Sideman: write the parts that the selected items lack
-- @about Hears the notes of the selected MIDI items and writes the parts you name (or all of the plan) that are missing.
local sideman = dofile((debug.getinfo(1, "S").source:match("^@(.*[/\\])") or "./") .. "sideman.lua")

local lines, first_s, last_s = sideman.selected()
if not lines then
  sideman.say(first_s)
elseif #lines == 0 then
  sideman.say("the selected items have no notes to play along with")
else
  local ok, parts = reaper.GetUserInputs("Sideman", 1, "Parts that are missing (all or drums and bass),extrawidth=200", "all")
  if ok then
    parts = parts:lower():gsub("%s+and%s+", ","):gsub("[%s,]+", ",")
    local path, why = sideman.keep(lines)
    if not path then
      sideman.say(why)
    else
      local arguments = sideman.given(path, first_s, last_s)
      for _, each in ipairs({ "--complement", parts }) do arguments[#arguments + 1] = each end
      sideman.fetch_and_insert(arguments, first_s, "complement " .. parts)
    end
  end
end
