-- @description Sideman: again
-- @about Makes the last clip or fill once more, with a new seed, in place of the old one.
local sideman = dofile((debug.getinfo(1, "S").source:match("^@(.*[/\\])") or "./") .. "sideman.lua")

local arguments, position_s, what, items = sideman.remembered()
if not arguments then
  sideman.say(position_s)
else
  sideman.fetch_and_insert(arguments, position_s, what, items)
end
