-- @description Sideman: send the selected item's name as a prompt
-- @about The running player follows the words: name an item "smoky blues, brushes" and send it.
local sideman = dofile((debug.getinfo(1, "S").source:match("^@(.*[/\\])") or "./") .. "sideman.lua")

local item = reaper.GetSelectedMediaItem(0, 0)
local take = item and reaper.GetActiveTake(item)
local words = ""
if take then
  _, words = reaper.GetSetMediaItemTakeInfo_String(take, "P_NAME", "", false)
elseif item then
  _, words = reaper.GetSetMediaItemInfo_String(item, "P_NOTES", "", false)
end
if not words:match("%S") then
  sideman.say("select an item whose name (or notes, for an empty item) says what to play, then start the action again")
else
  local _, why = sideman.run({ "send", "prompt", (words:gsub("%s+", " ")) })
  if why then sideman.say(why) end
end
