-- @description Sideman: go on behind the selected items
-- @about Hears the notes of the selected MIDI items and writes more bars of all their parts behind them.
local sideman = dofile((debug.getinfo(1, "S").source:match("^@(.*[/\\])") or "./") .. "sideman.lua")

local lines, first_s, last_s = sideman.selected()
if not lines then
  sideman.say(first_s)
elseif #lines == 0 then
  sideman.say("the selected items have no notes to go on from")
else
  local ok, more = reaper.GetUserInputs("Sideman", 1, "Bars", "8")
  more = tonumber(ok and more or nil)
  if ok and not (more and more >= 1 and more <= 64 and more == math.floor(more)) then
    sideman.say("bars are a whole number from 1 to 64")
  elseif ok then
    local path, why = sideman.keep(lines)
    if not path then
      sideman.say(why)
    else
      local arguments = sideman.given(path, first_s, last_s)
      for _, each in ipairs({ "--continue", string.format("%d", more) }) do arguments[#arguments + 1] = each end
      sideman.fetch_and_insert(arguments, last_s, "continued")
    end
  end
end
