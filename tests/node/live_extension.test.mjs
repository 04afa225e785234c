/** The bundle in a double of Live, against a double of the player that loses packets. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import vm from "node:vm";
import { FakeLive } from "./fake_live.mjs";
import { FakePlayer } from "./fake_player.mjs";

const WISH = JSON.stringify({ words: "slow blues", style: "", bars: 8 });
const bass = (beats, extra = {}) => ({
  name: "old blues",
  length: beats,
  ...extra,
  notes: [62, 65, 69, 60].map((pitch, i) => ({ pitch, startTime: i, duration: i ? 1 : 3, velocity: 90 })),
});
const BAND = {
  tempo: 96,
  scenes: [{}, { metre: [3, 4] }, {}],
  tracks: [
    { name: "Drums", clips: [{ length: 4, notes: [{ pitch: 36, startTime: 0, duration: 0.25, velocity: 100.5 }] }] },
    { name: "2-Bass", clips: [bass(8)] },
    { name: "Keys", clips: [] },
    { name: "Vocals", audio: true, clips: [] },
  ],
};

const players = [];
const ready = async (set = BAND, { udp = true, modules = ["dgram", "net", "fs"], ...settings } = {}) => {
  const player = Object.assign(await new FakePlayer().open({ udp }), settings);
  players.push(player);
  return { player, live: new FakeLive(set).load({ port: player.port, modules }) };
};

afterEach(async () => Promise.all(players.splice(0).map((player) => player.close())));

test("every command stands in the menus it should, selections of the arrangement too", () => {
  const { titles } = new FakeLive(BAND).load({ port: 1 });
  const scopes = (id) =>
    titles
      .filter(([, each]) => each === `sideman.${id}`)
      .map(([scope]) => scope)
      .sort();
  assert.equal(scopes("generate").length, 6);
  assert.deepEqual(scopes("vary"), ["ClipSlot", "ClipSlotSelection", "MidiClip", "MidiTrack.ArrangementSelection"]);
  assert.equal(titles.find(([, id]) => id === "sideman.generate")[2], "Sideman: generate…");
});

test("eight bars come into an empty slot: the track's own part, in two steps of undo", async () => {
  const { player, live } = await ready();
  live.answers = [WISH];
  await live.click("generate", "ClipSlot", live.slot(1, 2));
  assert.deepEqual(live.said, []);
  const clip = live.content(live.clip(1, 2));
  assert.equal(clip.length, 32);
  assert.equal(clip.name, "slow blues");
  assert.equal(clip.notes.length, 13); // every third of 40
  assert.deepEqual(player.of("/sideman/clip"), [["/sideman/clip", 8, "slow blues with bass at 96.00 bpm"]]);
  assert.deepEqual(live.undo, [["clipslotCreateMidiClip"], ["midiclipSetNotes", "clipSetName"]]);
  assert.deepEqual(
    live.progress.map(([, percent]) => percent),
    [0, 10, 90],
  );
});

test("a slot that is taken gives way to the next; the scene's metre is asked for", async () => {
  const { player, live } = await ready(BAND, { metre: "3/4" });
  live.answers = [WISH];
  await live.click("generate", "ClipSlot", live.slot(0, 0));
  assert.equal(live.content(live.clip(0, 1)).length, 24);
  assert.match(player.of("/sideman/clip")[0][2], /in 3\/4$/);
});

test("2,000 notes arrive whole over UDP that loses packets", async () => {
  const isLost = (address, sequence, n) => address === "/sideman/clip/notes" && n === 1 && sequence % 3 === 0;
  const { player, live } = await ready(BAND, { nNotes: 2_000, parts: ["piano"], loses: isLost });
  live.answers = [WISH];
  await live.click("generate", "ClipSlot", live.slot(2, 0));
  const { notes } = live.content(live.clip(2, 0));
  assert.equal(notes.length, 2_000);
  assert.ok(notes.every((note, i) => Math.abs(note.startTime - (i * 32) / 2_000) < 1e-4));
  assert.ok(player.of("/sideman/clip/resend").length >= 1);
});

for (const what of ["begin", "end", "notes"]) {
  test(`a lost ${what} is asked for again`, async () => {
    const { live } = await ready(BAND, { loses: (address, _, n) => address === `/sideman/clip/${what}` && n === 1 });
    live.answers = [WISH];
    await live.click("generate", "ClipSlot", live.slot(2, 0));
    assert.equal(live.content(live.clip(2, 0)).notes.length, 13);
  });
}

test("a request that was lost on its way is sent again", async () => {
  const { player, live } = await ready(BAND, { misses: (address, _, n) => address === "/sideman/clip" && n === 1 });
  live.answers = [WISH];
  await live.click("generate", "ClipSlot", live.slot(2, 0));
  assert.equal(live.content(live.clip(2, 0)).notes.length, 13);
  assert.equal(player.of("/sideman/clip").length, 1);
});

test("notes of a fill that were lost on their way are sent again", async () => {
  const notes = Array.from({ length: 1_000 }, (_, i) => ({
    pitch: 60 + (i % 12),
    startTime: i / 32,
    duration: 0.1,
    velocity: 80,
  }));
  const set = {
    ...BAND,
    tracks: [BAND.tracks[0], { name: "Bass" }, { name: "Piano", clips: [{ length: 32, notes }] }],
  };
  const misses = (address, sequence, n) => address === "/sideman/fill/notes" && n === 1 && sequence % 2 === 1;
  const { player, live } = await ready(set, { misses });
  await live.click("fill", "ClipSlot", live.slot(1, 0));
  assert.deepEqual(live.said, []);
  assert.ok(live.content(live.clip(1, 0)).notes.length > 0);
  assert.equal(player.of("/sideman/fill/begin").length, 1); // only those lost, not all again
  assert.equal(new Set(player.of("/sideman/fill/notes").map(([, , sequence]) => sequence)).size, 41); // 1,008 notes
});

for (const [why, options] of [
  ["Live has no dgram", { modules: ["net", "fs"] }],
  ["UDP is not answered", { udp: false }],
]) {
  test(`over TCP the clip comes whole, when ${why}`, async () => {
    const { player, live } = await ready(BAND, { ...options, nNotes: 2_000 });
    live.answers = [WISH];
    await live.click("generate", "ClipSlot", live.slot(2, 0));
    assert.equal(live.content(live.clip(2, 0)).notes.length, 666);
    assert.equal(player.of("/sideman/clip/resend").length, 0);
  });
}

test("continue lets the player hear the clip and writes as much behind it into the next slot", async () => {
  const { player, live } = await ready();
  await live.click("continue", "MidiClip", live.clip(1, 0));
  assert.deepEqual(player.of("/sideman/given/begin")[0].slice(2), [2, "4/4", 96]);
  const given = player.of("/sideman/given/notes")[0].slice(3);
  assert.equal(given.filter((value) => value === "bass").length, given.length / 6);
  assert.deepEqual(player.of("/sideman/given/continue")[0].slice(2), [1, 2]);
  assert.equal(live.content(live.clip(1, 0)).notes.length, 4);
  assert.equal(live.content(live.clip(1, 1)).length, 8);
  assert.equal(live.content(live.clip(1, 1)).name, "old blues");
});

test("continue and fill count in the bars of a scene that has its own metre", async () => {
  const set = { ...BAND, tracks: [{ name: "Bass", clips: [null, bass(12)] }, { name: "Piano" }] };
  const { player, live } = await ready(set, { metre: "3/4" });
  await live.click("continue", "ClipSlot", live.slot(0, 1));
  await live.click("fill", "ClipSlot", live.slot(1, 1));
  assert.deepEqual(player.of("/sideman/given/begin")[0].slice(2), [4, "3/4", 96]);
  assert.equal(player.of("/sideman/given/continue")[0][3], 4);
  assert.deepEqual(player.of("/sideman/fill/begin")[0].slice(2), ["piano", 4]);
});

test("fill hears the other clips of the scene, loops unrolled, muted notes left out", async () => {
  const muted = { pitch: 100, startTime: 0, duration: 1, velocity: 1, muted: true };
  const set = structuredClone(BAND);
  set.tracks[1].clips[0].notes.push(muted);
  const { player, live } = await ready(set);
  await live.click("fill", "ClipSlot", live.slot(2, 0));
  const given = player.of("/sideman/fill/notes")[0].slice(3);
  assert.deepEqual(player.of("/sideman/fill/begin")[0].slice(2), ["piano", 2]);
  assert.deepEqual(
    given.filter((_, i) => i % 6 === 0),
    ["drums", "bass", "bass", "bass", "bass", "drums"],
  );
  assert.deepEqual(given.slice(0, 6), ["drums", 10, 36, 101, 0, 0.25]);
  assert.equal(live.content(live.clip(2, 0)).length, 8);
  assert.equal(live.content(live.clip(2, 0)).name, "fill piano");
});

test("fill covers the scene although the player counts other bars", async () => {
  const { player, live } = await ready(BAND, { metre: "3/4" });
  await live.click("fill", "ClipSlot", live.slot(2, 0));
  assert.deepEqual(
    player.of("/sideman/fill/begin").map((each) => each[3]),
    [2, 3],
  );
  assert.ok(live.content(live.clip(2, 0)).notes.every((note) => note.startTime < 8));
});

test("vary leaves the old clip and plays around the others", async () => {
  const { player, live } = await ready();
  await live.click("vary", "MidiClip", live.clip(1, 0));
  assert.equal(player.of("/sideman/fill/begin")[0][2], "bass");
  assert.equal(live.content(live.clip(1, 0)).notes.length, 4);
  assert.equal(live.content(live.clip(1, 1)).notes.length, 40);
});

test("again writes the same clip anew, in one step of undo", async () => {
  const { live } = await ready();
  live.answers = [WISH];
  await live.click("generate", "ClipSlot", live.slot(1, 2));
  const before = live.content(live.clip(1, 2)).notes,
    nSteps = live.undo.length;
  await live.click("again", "ClipSlot", live.slot(1, 2));
  const after = live.content(live.clip(1, 2)).notes;
  assert.notDeepEqual(
    after.map((note) => note.velocity),
    before.map((note) => note.velocity),
  );
  assert.equal(live.undo.length, nSteps + 1);
});

test("again without anything before says so", async () => {
  const { live } = await ready();
  await live.click("again", "Scene", live.scenes[0]);
  assert.deepEqual(live.said, ["There is nothing to do again yet."]);
});

test("a scene is shared among its tracks; what is there and what is audio stays", async () => {
  const { player, live } = await ready();
  live.answers = [WISH];
  await live.click("generate", "Scene", live.scenes[2]);
  assert.match(player.of("/sideman/clip")[0][2], /with drums, bass, piano/);
  assert.deepEqual(
    [0, 1, 2, 3].map((track) => live.content(live.clip(track, 2))?.notes.length),
    [14, 13, 13, undefined],
  );
  assert.equal(live.undo.length, 4); // three clips, then all their notes
});

test("a selection of the arrangement is filled to its length, on every track of it", async () => {
  const { player, live } = await ready();
  live.answers = [JSON.stringify({ words: "", style: "funk_soul", bars: 3 })];
  const lanes = [live.tracks[0], live.tracks[1], live.tracks[3]];
  await live.click("generate", "MidiTrack.ArrangementSelection", {
    time_selection_start: 16,
    time_selection_end: 30,
    selected_lanes: lanes,
  });
  assert.deepEqual(player.of("/sideman/clip")[0].slice(1), [4, "funk soul with drums, bass at 96.00 bpm"]);
  const [drums] = live.arrangement(0),
    [low] = live.arrangement(1);
  assert.deepEqual([drums.start, drums.length, low.start, low.length], [16, 14, 16, 14]);
  assert.ok([...drums.notes, ...low.notes].every((note) => note.startTime + note.duration <= 14));
  assert.match(live.dialogs[0], /Bars \(as selected\)/);
});

test("a clip of the arrangement that comes as a selection is continued behind it, filled and varied", async () => {
  const set = structuredClone(BAND);
  set.tracks[1].arrangement = [bass(8, { start: 32, looping: false })];
  set.tracks[2].arrangement = [
    {
      start: 28,
      length: 8,
      looping: false,
      notes: [
        { pitch: 60, startTime: 3, duration: 3, velocity: 64 },
        { pitch: 61, startTime: 0, duration: 1, velocity: 64 },
      ],
    },
  ];
  const { player, live } = await ready(set);
  const selection = { time_selection_start: 34, time_selection_end: 36, selected_lanes: [live.tracks[1]] };
  await live.click("continue", "MidiTrack.ArrangementSelection", selection);
  assert.deepEqual(
    live.arrangement(1).map(({ start, length }) => [start, length]),
    [
      [32, 8],
      [40, 8],
    ],
  );
  await live.click("vary", "MidiTrack.ArrangementSelection", selection);
  assert.equal(live.arrangement(1).length, 2);
  assert.equal(live.arrangement(1)[0].notes.length, 40);
  // The piano's note began a beat before the selection and sounds on in it.
  assert.deepEqual(player.of("/sideman/fill/notes")[0].slice(3), ["piano", 1, 60, 64, 0, 2]);
  await live.click("generate", "MidiTrack.ArrangementSelection", selection);
  live.answers = [WISH];
  await live.click("generate", "MidiTrack.ArrangementSelection", selection);
  assert.match(live.said.at(-1), /no empty place/);
});

test("stopping leaves everything as it was", async () => {
  const { live } = await ready(BAND, { isSlow: true });
  live.onProgress = () => setTimeout(live.cancel, 20);
  await live.click("continue", "MidiClip", live.clip(1, 0));
  assert.deepEqual([live.said, live.undo, live.clip(1, 1)], [[], [], null]);
});

test("nobody there is said before anything is typed", async () => {
  const { player, live } = await ready();
  await players.pop().close();
  await live.click("generate", "ClipSlot", live.slot(1, 2));
  assert.deepEqual(live.said, ["Nobody there: start Sideman in a terminal with: sideman run"]);
  assert.equal(live.dialogs.length, 1);
  assert.equal(player.requests.length, 0);
});

test("a player of another version is named", async () => {
  const { live } = await ready(BAND, { protocol: 2 });
  await live.click("continue", "MidiClip", live.clip(1, 0));
  assert.match(live.said[0], /another version: update Sideman and this extension, both/);
});

for (const udp of [true, false]) {
  test(`a player that goes away in between is named; the next one is found (UDP: ${udp})`, async () => {
    const { player, live } = await ready(BAND, { isSlow: true, udp });
    live.onProgress = () => setTimeout(() => player.close(), 20);
    await live.click("continue", "MidiClip", live.clip(1, 0));
    assert.match(live.said[0], /went away .* nothing was written/);
    assert.deepEqual(live.undo, []);
    players.splice(0, 1, await new FakePlayer().open({ port: player.port, udp }));
    live.onProgress = () => {};
    await live.click("continue", "MidiClip", live.clip(1, 0));
    assert.equal(live.content(live.clip(1, 1)).length, 8);
  });
}

test("when Live refuses notes or a clip, nothing is half-written", async () => {
  const { live } = await ready();
  for (const name of ["midiclipSetNotes", "clipslotCreateMidiClip"]) {
    live.failNext.add(name);
    live.answers = [WISH];
    await live.click("generate", "Scene", live.scenes[2]);
    assert.match(live.said.at(-1), /Nothing was written/);
    assert.deepEqual(
      [0, 1, 2].map((track) => live.clip(track, 2)),
      [null, null, null],
    );
  }
});

test("what cannot be is said in a sentence", async () => {
  const { live } = await ready();
  await live.click("generate", "MidiTrack", live.tracks[3]);
  assert.match(live.said.at(-1), /Choose a MIDI track/);
  await live.click("vary", "ClipSlot", live.slot(0, 2));
  assert.match(live.said.at(-1), /Choose a MIDI clip to vary/);
  await live.click("fill", "ClipSlot", live.slot(1, 2));
  assert.match(live.said.at(-1), /No other track has notes here/);
  assert.deepEqual(live.undo, []);
});

test("words of the set and of the player cannot become part of a page", async () => {
  const { live } = await ready();
  const words = '"><script>alert(1)</script>';
  live.answers = [JSON.stringify({ words, style: "", bars: 1 }), ""];
  await live.click("generate", "ClipSlot", live.slot(2, 0));
  await live.click("generate", "ClipSlot", live.slot(2, 1));
  assert.ok(live.dialogs[1].includes("&quot;&gt;&lt;script&gt;alert(1)"));
  assert.equal(live.dialogs[1].match(/<script>/g).length, 1);
});

// The page's own script in a document of four fields.
function opened(page, bridge) {
  const sent = [],
    listeners = {},
    fields = {};
  for (const [, id] of page.matchAll(/ id="(\w+)"/g)) {
    fields[id] = {
      id,
      value: "",
      select() {},
      focus() {},
      checkValidity: () => fields[id].value !== "0",
      addEventListener: (_, act) => (fields[id].click = act),
    };
  }
  const document = {
    getElementById: (id) => fields[id] ?? null,
    addEventListener: (name, act) => (listeners[name] = act),
  };
  const window =
    bridge === "mac"
      ? { webkit: { messageHandlers: { live: { postMessage: (message) => sent.push(message) } } } }
      : { chrome: { webview: { postMessage: (message) => sent.push(message) } } };
  vm.runInNewContext(/<script>(.*)<\/script>/s.exec(page)[1], { document, window, JSON, Number });
  const press = (key, target = fields.words ?? fields.ok) => listeners.keydown({ key, target, preventDefault() {} });
  return { sent, fields, press };
}

for (const bridge of ["mac", "windows"]) {
  test(`the page answers by Enter, Escape and its buttons (${bridge})`, async () => {
    const { live } = await ready();
    await live.click("generate", "ClipSlot", live.slot(2, 0));
    const { sent, fields, press } = opened(live.dialogs[0], bridge);
    Object.assign(fields.words, { value: "waltz" });
    Object.assign(fields.style, { value: "jazz" });
    Object.assign(fields.bars, { value: "0" });
    press("Enter");
    assert.deepEqual(sent, []); // no bars are no answer
    fields.bars.value = "4";
    press("Enter");
    fields.ok.click();
    press("Escape");
    fields.cancel.click();
    const answers = sent.map(({ method, params }) => [method, ...params]);
    const wish = '{"words":"waltz","style":"jazz","bars":4}';
    assert.deepEqual(
      answers,
      [wish, wish, "", ""].map((text) => ["close_and_send", text]),
    );
  });
}
