-- @description Sideman: fill a part around the selected items
-- @about Writes the parts you name around the notes of the selected MIDI items. Tracks tell which part an item plays.
local sideman = dofile((debug.getinfo(1, "S").source:match("^@(.*[/\\])") or "./") .. "sideman.lua")

local lines, first_s, last_s = sideman.selected()
if not lines then
  sideman.say(first_s)
elseif #lines == 0 then
  sideman.say("the selected items have no notes to play along with")
else
  local ok, parts = reaper.GetUserInputs("Sideman", 1, "Parts to write (bass or drums and bass),extrawidth=200", "bass")
  if ok then
    parts = parts:lower():gsub("%s+and%s+", ","):gsub("[%s,]+", ",")
    local path, why = sideman.keep(lines)
    local _, _, bar_qn = sideman.time_at(first_s)
    local length_qn = reaper.TimeMap2_timeToQN(0, last_s) - reaper.TimeMap2_timeToQN(0, first_s)
    local bars = math.min(math.max(math.ceil(length_qn / bar_qn - 1e-6), 1), 64)
    if not path then
      sideman.say(why)
    else
      local arguments = { "fetch", "--bars", tostring(bars), "--fill", parts, "--given", path }
      sideman.fetch_and_insert(arguments, first_s, "fill " .. parts)
    end
  end
end
