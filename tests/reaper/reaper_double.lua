-- A double of REAPER's API, as far as our scripts use it: a project of tracks and items, tempo changes, dialogs answered
-- in advance, and commands that really run. What it was asked stands in `double` afterwards.

local double = {
  answers = {}, boxes = {}, commands = {}, undo = {}, depth = 0, ext = {}, cursor = 0, tracks = {}, selected = {},
  tempo = 120, numerator = 4, denominator = 4, PPQ = 960, n_guids = 0, refresh = 0,
  time_selection = { 0, 0 },
}

local function guid()
  double.n_guids = double.n_guids + 1
  return string.format("{%08d}", double.n_guids)
end

-- Time: one tempo; quarter notes pass at it.
local function qn(seconds) return seconds * double.tempo / 60 end
local function seconds(quarters) return quarters * 60 / double.tempo end

reaper = {}
function reaper.GetOS() return "Other" end
function reaper.GetResourcePath() return double.folder end
function reaper.ShowMessageBox(text) double.boxes[#double.boxes + 1] = text return 1 end
function reaper.GetUserInputs(_, n)
  local answer = table.remove(double.answers, 1)
  if not answer then return false, "" end
  assert(select(2, answer:gsub("|", "|")) >= n - 1)
  return true, answer
end
function reaper.ExecProcess(command)
  double.commands[#double.commands + 1] = command
  local pipe = io.popen(command .. " 2>&1; printf '\\ncode %d\\n' $?", "r")
  local text = pipe:read("a")
  pipe:close()
  local output, code = text:match("^(.*)\ncode (%d+)\n$")
  if code == "127" then return nil end
  return code .. "\n" .. output
end
function reaper.SetExtState(section, key, value) double.ext[section .. "/" .. key] = value end
function reaper.GetExtState(section, key) return double.ext[section .. "/" .. key] or "" end
function reaper.GetCursorPosition() return double.cursor end
function reaper.TimeMap_GetTimeSigAtTime() return double.numerator, double.denominator, double.tempo end
function reaper.TimeMap2_timeToQN(_, s) return qn(s) end
function reaper.TimeMap2_QNToTime(_, q) return seconds(q) end
function reaper.Undo_BeginBlock2() double.depth = double.depth + 1 end
function reaper.Undo_EndBlock2(_, name)
  double.depth = double.depth - 1
  assert(double.depth >= 0)
  if double.depth == 0 then double.undo[#double.undo + 1] = name end
end
function reaper.PreventUIRefresh(by) double.refresh = double.refresh + by end
function reaper.UpdateArrange() end

function reaper.CountTracks() return #double.tracks end
function reaper.GetTrack(_, index) return double.tracks[index + 1] end
function reaper.GetTrackName(track) return true, track.name end
function reaper.InsertTrackAtIndex(index)
  table.insert(double.tracks, index + 1, { name = "Track " .. index + 1, items = {} })
end
function reaper.GetSetMediaTrackInfo_String(track, key, value, set)
  assert(key == "P_NAME")
  if set then track.name = value end
  return true, track.name
end

function reaper.CreateNewMIDIItemInProj(track, from_s, to_s, in_qn)
  assert(not in_qn)
  assert(double.depth > 0, "an item was made outside of an undo block")
  local item = { track = track, position = from_s, length = to_s - from_s, guid = guid() }
  item.take = { item = item, name = "", notes = {} }
  track.items[#track.items + 1] = item
  return item
end
function reaper.DeleteTrackMediaItem(track, item)
  for index, each in ipairs(track.items) do
    if each == item then table.remove(track.items, index) return true end
  end
  error("no such item")
end
function reaper.GetMediaItem_Track(item) return item.track end
function reaper.GetActiveTake(item) return item.take end
function reaper.TakeIsMIDI(take) return take.notes ~= nil end
function reaper.GetMediaItemInfo_Value(item, key)
  return ({ D_POSITION = item.position, D_LENGTH = item.length })[key]
end
function reaper.GetSetMediaItemInfo_String(item, key)
  return true, ({ GUID = item.guid, P_NOTES = item.notes or "" })[key]
end
function reaper.GetSetMediaItemTakeInfo_String(take, key, value, set)
  assert(key == "P_NAME")
  if set then take.name = value end
  return true, take.name
end
local function all_items()
  local items = {}
  for _, track in ipairs(double.tracks) do
    for _, item in ipairs(track.items) do items[#items + 1] = item end
  end
  return items
end
function reaper.CountMediaItems() return #all_items() end
function reaper.GetMediaItem(_, index) return all_items()[index + 1] end
function reaper.CountSelectedMediaItems() return #double.selected end
function reaper.GetSelectedMediaItem(_, index) return double.selected[index + 1] end

function reaper.MIDI_GetPPQPosFromProjQN(take, q) return (q - qn(take.item.position)) * double.PPQ end
function reaper.MIDI_GetProjQNFromPPQPos(take, ppq) return ppq / double.PPQ + qn(take.item.position) end
function reaper.MIDI_InsertNote(take, _, muted, from, to, channel, pitch, velocity, unsorted)
  assert(unsorted and channel >= 0 and channel <= 15 and pitch >= 0 and pitch <= 127)
  assert(velocity >= 1 and velocity <= 127 and to > from and from >= 0)
  take.notes[#take.notes + 1] =
    { muted = muted, from = from, to = to, channel = channel, pitch = pitch, velocity = velocity }
  take.sorted = false
  return true
end
function reaper.MIDI_Sort(take) take.sorted = true end
function reaper.MIDI_CountEvts(take) return true, #take.notes, 0, 0 end
function reaper.MIDI_DeleteNote(take, index)
  assert(double.depth > 0, "a note was deleted outside of an undo block")
  table.remove(take.notes, index + 1)
  return true
end
function reaper.GetSet_LoopTimeRange2(_, set)
  assert(not set)
  return double.time_selection[1], double.time_selection[2]
end
function reaper.MIDI_GetNote(take, index)
  local note = take.notes[index + 1]
  return true, false, note.muted, note.from, note.to, note.channel, note.pitch, note.velocity
end

-- For tests: run an action; print what came of it as lines that Python reads.
function double.act(path)
  assert(loadfile(path))()
  assert(double.depth == 0, "an undo block was left open")
  assert(double.refresh == 0, "the screen was left frozen")
end
function double.tell()
  for _, text in ipairs(double.boxes) do print("box\t" .. text) end
  for _, name in ipairs(double.undo) do print("undo\t" .. name) end
  for _, track in ipairs(double.tracks) do
    for _, item in ipairs(track.items) do
      print(string.format("item\t%s\t%.6f\t%.6f\t%s\t%s", track.name, item.position, item.length, item.take.name,
        tostring(item.take.sorted)))
      for _, note in ipairs(item.take.notes) do
        print(string.format("note\t%s\t%d\t%d\t%d\t%.6f\t%.6f", track.name, note.channel + 1, note.pitch,
          note.velocity, note.from / double.PPQ, note.to / double.PPQ))
      end
    end
  end
end

return double
