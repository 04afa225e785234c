/** Drives the extension in a double of Live for other programs: a step as JSON on each line in, what came of it out. */

import { createInterface } from "node:readline";
import { FakeLive } from "./fake_live.mjs";
import { FakePlayer } from "./fake_player.mjs";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { port, set, modules = ["dgram", "net", "fs"] } = JSON.parse((await lines.next()).value);
const player = port ? null : await new FakePlayer().open();
const live = new FakeLive(set).load({ port: port || player.port, modules });

const subjects = {
  slot: ([track, index]) => live.slot(track, index),
  clip: ([track, index]) => live.clip(track, index),
  scene: ([index]) => live.scenes[index],
  slots: (places) => ({ selected_clip_slots: places.map(([track, index]) => live.slot(track, index)) }),
  range: ([start, end, ...tracks]) => ({
    time_selection_start: start,
    time_selection_end: end,
    selected_lanes: tracks.map((track) => live.tracks[track]),
  }),
};
const scopes = {
  slot: "ClipSlot",
  clip: "MidiClip",
  scene: "Scene",
  slots: "ClipSlotSelection",
  range: "MidiTrack.ArrangementSelection",
};

for (let line; !(line = await lines.next()).done;) {
  const { command, on, at, answer, abortsAfterMs } = JSON.parse(line.value);
  if (answer) live.answers.push(JSON.stringify(answer));
  live.onProgress = (text) => {
    if (abortsAfterMs !== undefined && text.startsWith("Sideman plays")) setTimeout(live.cancel, abortsAfterMs);
  };
  await live.click(command, scopes[on], subjects[on](at));
  const clips = live.tracks.map((_, track) => set.scenes.map((_, index) => live.content(live.clip(track, index))));
  const arrangement = live.tracks.map((_, track) => (set.tracks[track].audio ? [] : live.arrangement(track)));
  const told = {
    clips,
    arrangement,
    said: live.said,
    undo: live.undo,
    dialogs: live.dialogs,
    requests: player?.requests,
  };
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
await player?.close();
