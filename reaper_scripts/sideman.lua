-- What Sideman's actions share: asking the `sideman` command, and writing notes into items. Not an action itself.

local M = {}

M.SECTION = "sideman"
M.FORMAT = 1
M.TIMEOUT_MS = 60000
-- Written by `make patches`.
M.PARTS = {
  "drums", "piano", "chromatic", "organ", "guitar", "bass", "strings", "ensemble", "brass", "reed", "pipe", "lead",
  "pad", "effects", "ethnic", "percussive", "sfx",
}
M.DRUM_CHANNEL = 10

local is_part = {}
for _, part in ipairs(M.PARTS) do is_part[part] = true end

local function folder()
  local source = debug.getinfo(1, "S").source
  return source:match("^@(.*[/\\])") or "./"
end

-- One sentence to the musician, in a box: what went wrong, and what to do.
function M.say(sentence)
  reaper.ShowMessageBox(sentence, "Sideman", 0)
end

-- Where the command is: as said in a file beside this one (`sideman install-host reaper` writes it), else on the PATH.
function M.command()
  local file = io.open(folder() .. "sideman_command.txt", "r")
  if file then
    local line = file:read("l")
    file:close()
    if line and line ~= "" then return line end
  end
  return "sideman"
end

-- An argument as every system takes it whole: in double quotes, without what a shell would act on inside them.
function M.quoted(text)
  local path = reaper.GetOS():match("^Win") and text or text:gsub("\\", "")
  return '"' .. path:gsub('["$`%c]', "'") .. '"'
end

-- Run `sideman` with arguments; lines of its output, or nil and its own sentence.
function M.run(arguments)
  local words = { M.quoted(M.command()) }
  for _, each in ipairs(arguments) do words[#words + 1] = M.quoted(tostring(each)) end
  local answer = reaper.ExecProcess(table.concat(words, " "), M.TIMEOUT_MS)
  if not answer then
    return nil, "the command " .. M.command() .. " did not answer; is Sideman installed? In a terminal: sideman doctor"
  end
  local code, output = answer:match("^(%-?%d+)\r?\n(.*)$")
  if tonumber(code) ~= 0 then
    local sentence = (output or answer):match("sideman: ([^\r\n]+)") or (output or answer):match("[^\r\n]+")
    return nil, sentence or ("the command " .. M.command() .. " failed; in a terminal: sideman doctor")
  end
  local lines = {}
  for line in output:gmatch("[^\r\n]+") do lines[#lines + 1] = line end
  return lines
end

-- What `sideman fetch` printed: {bars, tempo, metre, notes = {{part, channel, pitch, velocity, beat, beats}}}, or nil and why.
function M.read(lines)
  local clip = { notes = {} }
  local n_said
  for _, line in ipairs(lines) do
    local format = line:match("^sideman (%d+)$")
    if format and tonumber(format) ~= M.FORMAT then
      return nil, "these scripts are of another version than the command; update both: sideman install-host reaper"
    end
    local bars, tempo, metre = line:match("^clip (%d+) ([%d.]+) (%S+)$")
    if bars then clip.bars, clip.tempo, clip.metre = tonumber(bars), tonumber(tempo), metre end
    local part, channel, pitch, velocity, beat, beats = line:match(
      "^note (%S+) (%d+) (%d+) (%d+) ([%d.e+-]+) ([%d.e+-]+)$")
    if part then
      clip.notes[#clip.notes + 1] = {
        part = part, channel = tonumber(channel), pitch = tonumber(pitch), velocity = tonumber(velocity),
        beat = tonumber(beat), beats = tonumber(beats),
      }
    end
    n_said = tonumber(line:match("^end (%d+)$")) or n_said
  end
  if not clip.bars or n_said ~= #clip.notes then
    return nil, "the clip did not arrive whole; try again"
  end
  return clip
end

-- Tempo and metre at a moment of the project: bpm, "4/4", quarter notes in a bar.
function M.time_at(position_s)
  local numerator, denominator, tempo = reaper.TimeMap_GetTimeSigAtTime(0, position_s)
  return tempo, string.format("%d/%d", numerator, denominator), numerator * 4 / denominator
end

local function track_named(name)
  for index = 0, reaper.CountTracks(0) - 1 do
    local track = reaper.GetTrack(0, index)
    local _, its_name = reaper.GetTrackName(track)
    if its_name:lower() == name then return track end
  end
  local index = reaper.CountTracks(0)
  reaper.InsertTrackAtIndex(index, true)
  local track = reaper.GetTrack(0, index)
  reaper.GetSetMediaTrackInfo_String(track, "P_NAME", name, true)
  return track
end

local function insert_notes(item, start_qn, notes)
  local take = reaper.GetActiveTake(item)
  for _, note in ipairs(notes) do
    local from = reaper.MIDI_GetPPQPosFromProjQN(take, start_qn + note.beat)
    local to = reaper.MIDI_GetPPQPosFromProjQN(take, start_qn + note.beat + note.beats)
    reaper.MIDI_InsertNote(take, false, false, from, to, note.channel - 1, note.pitch, note.velocity, true)
  end
  reaper.MIDI_Sort(take)
end

-- Write a clip as one item for each part, on tracks named so, in one undo step. Returns the items.
function M.insert(clip, position_s, what)
  local by_part, order = {}, {}
  for _, note in ipairs(clip.notes) do
    if not by_part[note.part] then
      by_part[note.part] = {}
      order[#order + 1] = note.part
    end
    table.insert(by_part[note.part], note)
  end
  local _, _, bar_qn = M.time_at(position_s)
  local start_qn = reaper.TimeMap2_timeToQN(0, position_s)
  local end_s = reaper.TimeMap2_QNToTime(0, start_qn + clip.bars * bar_qn)
  local items = {}
  reaper.Undo_BeginBlock2(0)
  reaper.PreventUIRefresh(1)
  for _, part in ipairs(order) do
    local item = reaper.CreateNewMIDIItemInProj(track_named(part), position_s, end_s, false)
    insert_notes(item, start_qn, by_part[part])
    reaper.GetSetMediaItemTakeInfo_String(reaper.GetActiveTake(item), "P_NAME", what, true)
    items[#items + 1] = item
  end
  reaper.PreventUIRefresh(-1)
  reaper.UpdateArrange()
  reaper.Undo_EndBlock2(0, "Sideman: " .. what, -1)
  return items
end

-- The part that a track plays, by its name, else nil.
function M.part_of(item)
  local _, name = reaper.GetTrackName(reaper.GetMediaItem_Track(item))
  name = name:lower()
  return is_part[name] and name or nil
end

-- Notes of the selected MIDI items as `sideman fetch --given` reads them, from the earliest of them on.
-- Returns lines, start in seconds, end in seconds, or nil and why.
function M.selected()
  local lines, items, first_s, last_s = {}, {}, math.huge, 0
  for index = 0, reaper.CountSelectedMediaItems(0) - 1 do
    local item = reaper.GetSelectedMediaItem(0, index)
    local take = reaper.GetActiveTake(item)
    if take and reaper.TakeIsMIDI(take) then
      local position_s = reaper.GetMediaItemInfo_Value(item, "D_POSITION")
      items[#items + 1] = { item = item, take = take }
      first_s = math.min(first_s, position_s)
      last_s = math.max(last_s, position_s + reaper.GetMediaItemInfo_Value(item, "D_LENGTH"))
    end
  end
  if #items == 0 then
    return nil, "no MIDI item is selected; select the items to play along with, then start the action again"
  end
  local start_qn = reaper.TimeMap2_timeToQN(0, first_s)
  local n_unnamed = 0
  for _, each in ipairs(items) do
    local part = M.part_of(each.item)
    local _, n_notes = reaper.MIDI_CountEvts(each.take)
    for index = 0, n_notes - 1 do
      local _, _, muted, from, to, channel, pitch, velocity = reaper.MIDI_GetNote(each.take, index)
      local from_qn = reaper.MIDI_GetProjQNFromPPQPos(each.take, from) - start_qn
      local to_qn = reaper.MIDI_GetProjQNFromPPQPos(each.take, to) - start_qn
      local name = part or (channel + 1 == M.DRUM_CHANNEL and "drums") or "piano"
      if not part then n_unnamed = n_unnamed + 1 end
      if not muted and to_qn > from_qn and from_qn >= 0 then
        lines[#lines + 1] = string.format("note %s %d %d %d %.6f %.6f", name, channel + 1, pitch, velocity, from_qn,
          to_qn - from_qn)
      end
    end
  end
  return lines, first_s, last_s
end

-- Keep lines in a file for the command; its path, or nil and why.
function M.keep(lines)
  local path = reaper.GetResourcePath() .. "/sideman_given.txt"
  local file, why = io.open(path, "w")
  if not file then return nil, "the notes cannot be kept in " .. path .. ": " .. tostring(why) end
  file:write(table.concat(lines, "\n"), "\n")
  file:close()
  return path
end

-- Arguments by which the command hears notes that are kept in a file, in the project's time.
function M.given(path, first_s, last_s)
  local tempo, metre = M.time_at(first_s)
  local bars = tostring(M.bars_between(first_s, last_s))
  return { "fetch", "--bars", bars, "--given", path, "--tempo", string.format("%.4g", tempo), "--metre", metre }
end

-- Bars of the project between two moments, 1 to 64.
function M.bars_between(first_s, last_s)
  local _, _, bar_qn = M.time_at(first_s)
  local length_qn = reaper.TimeMap2_timeToQN(0, last_s) - reaper.TimeMap2_timeToQN(0, first_s)
  return math.min(math.max(math.ceil(length_qn / bar_qn - 1e-6), 1), 64)
end

-- Remember what was asked and which items came of it, for "again".
function M.remember(arguments, position_s, what, items)
  local guids = {}
  for _, item in ipairs(items) do
    local _, guid = reaper.GetSetMediaItemInfo_String(item, "GUID", "", false)
    guids[#guids + 1] = guid
  end
  reaper.SetExtState(M.SECTION, "arguments", table.concat(arguments, "\n"), false)
  reaper.SetExtState(M.SECTION, "position", string.format("%.9f", position_s), false)
  reaper.SetExtState(M.SECTION, "what", what, false)
  reaper.SetExtState(M.SECTION, "items", table.concat(guids, "\n"), false)
end

-- What was remembered: arguments, position, what, items that are still there; or nil and why.
function M.remembered()
  local text = reaper.GetExtState(M.SECTION, "arguments")
  if text == "" then return nil, "there is nothing to do again yet; generate something first" end
  local arguments, wanted, items = {}, {}, {}
  for line in text:gmatch("[^\n]+") do arguments[#arguments + 1] = line end
  for guid in reaper.GetExtState(M.SECTION, "items"):gmatch("[^\n]+") do wanted[guid] = true end
  for index = 0, reaper.CountMediaItems(0) - 1 do
    local item = reaper.GetMediaItem(0, index)
    local _, guid = reaper.GetSetMediaItemInfo_String(item, "GUID", "", false)
    if wanted[guid] then items[#items + 1] = item end
  end
  return arguments, tonumber(reaper.GetExtState(M.SECTION, "position")), reaper.GetExtState(M.SECTION, "what"), items
end

-- The clip that was asked for; nil, and what went wrong is said.
local function fetched(arguments)
  local lines, why = M.run(arguments)
  local clip
  if lines then clip, why = M.read(lines) end
  if not clip then M.say(why) end
  return clip
end

-- Fetch and insert; says what went wrong. True when music is there.
function M.fetch_and_insert(arguments, position_s, what, old_items)
  local clip = fetched(arguments)
  if not clip then return false end
  if old_items then
    reaper.Undo_BeginBlock2(0)
    for _, item in ipairs(old_items) do
      reaper.DeleteTrackMediaItem(reaper.GetMediaItem_Track(item), item)
    end
  end
  local items = M.insert(clip, position_s, what)
  if old_items then reaper.Undo_EndBlock2(0, "Sideman: again", -1) end
  M.remember(arguments, position_s, what, items)
  return true
end

-- Fetch notes and put them into the selected items in place of those that begin in some bars; says what went wrong.
function M.fetch_into_items(arguments, first_s, before, inside)
  local clip = fetched(arguments)
  if not clip then return false end
  local _, _, bar_qn = M.time_at(first_s)
  local start_qn = reaper.TimeMap2_timeToQN(0, first_s)
  local from_qn, to_qn = start_qn + before * bar_qn, start_qn + tonumber(inside:match("%d+$")) * bar_qn
  reaper.Undo_BeginBlock2(0)
  reaper.PreventUIRefresh(1)
  local home = {}
  for index = 0, reaper.CountSelectedMediaItems(0) - 1 do
    local item = reaper.GetSelectedMediaItem(0, index)
    local take = reaper.GetActiveTake(item)
    if take and reaper.TakeIsMIDI(take) then
      local _, n_notes = reaper.MIDI_CountEvts(take)
      for number = n_notes - 1, 0, -1 do
        local _, _, muted, from, _, channel = reaper.MIDI_GetNote(take, number)
        local at_qn = reaper.MIDI_GetProjQNFromPPQPos(take, from)
        local name = M.part_of(item) or (channel + 1 == M.DRUM_CHANNEL and "drums") or "piano"
        home[name] = home[name] or item
        if not muted and at_qn >= from_qn - 1e-6 and at_qn < to_qn - 1e-6 then reaper.MIDI_DeleteNote(take, number) end
      end
    end
  end
  for part, item in pairs(home) do
    local mine = {}
    for _, note in ipairs(clip.notes) do
      if note.part == part then mine[#mine + 1] = note end
    end
    insert_notes(item, start_qn, mine)
  end
  reaper.PreventUIRefresh(-1)
  reaper.UpdateArrange()
  reaper.Undo_EndBlock2(0, "Sideman: bars " .. inside .. " anew", -1)
  return true
end

return M
