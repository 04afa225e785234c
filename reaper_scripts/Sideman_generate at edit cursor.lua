-- @description Sideman: generate at the edit cursor
-- @about Asks for words and bars, and writes what Sideman makes of them on tracks named by part, at the project's tempo.
local sideman = dofile((debug.getinfo(1, "S").source:match("^@(.*[/\\])") or "./") .. "sideman.lua")

local last = reaper.GetExtState(sideman.SECTION, "words")
local ok, typed = reaper.GetUserInputs("Sideman", 2, "Words,Bars,extrawidth=300,separator=|", last .. "|8")
if ok then
  local words, bars = typed:match("^(.*)|%s*(%d+)%s*$")
  if not bars or tonumber(bars) < 1 or tonumber(bars) > 64 then
    sideman.say("bars are a whole number from 1 to 64")
  else
    local position_s = reaper.GetCursorPosition()
    local tempo, metre = sideman.time_at(position_s)
    local arguments = { "fetch", "--bars", bars, "--tempo", string.format("%.4g", tempo), "--metre", metre }
    if words:match("%S") then
      arguments[#arguments + 1] = "--"
      arguments[#arguments + 1] = words
    end
    reaper.SetExtState(sideman.SECTION, "words", words, false)
    sideman.fetch_and_insert(arguments, position_s, words:match("%S") and words or "as it plays")
  end
end
