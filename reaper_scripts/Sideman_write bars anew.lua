-- @description Sideman: write bars of the selected items anew
-- @about Bars inside the time selection are written anew between what stands before and after, in the items themselves.
local sideman = dofile((debug.getinfo(1, "S").source:match("^@(.*[/\\])") or "./") .. "sideman.lua")

local lines, first_s, last_s = sideman.selected()
local from_s, to_s = reaper.GetSet_LoopTimeRange2(0, false, false, 0, 0, false)
if not lines then
  sideman.say(first_s)
elseif #lines == 0 then
  sideman.say("the selected items have no notes to write anew")
elseif to_s <= from_s or from_s < first_s - 1e-6 or to_s > last_s + 1e-6 then
  sideman.say("select the time of the bars inside the selected items, then start the action again")
else
  local path, why = sideman.keep(lines)
  if not path then
    sideman.say(why)
  else
    local bars = sideman.bars_between(first_s, last_s)
    local before = from_s - first_s > 1e-6 and sideman.bars_between(first_s, from_s) or 0
    local inside = string.format("%d-%d", before + 1, math.min(before + sideman.bars_between(from_s, to_s), bars))
    local arguments = sideman.given(path, first_s, last_s)
    for _, each in ipairs({ "--replace", "all", "--in", inside }) do arguments[#arguments + 1] = each end
    sideman.fetch_into_items(arguments, first_s, before, inside)
  end
end
