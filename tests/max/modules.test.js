// The modules by themselves.
"use strict";

const test = require("node:test");
const assert = require("node:assert");
const path = require("node:path");

const CODE = path.join(__dirname, "..", "..", "max_patches", "code");
const { NoteQueue } = require(path.join(CODE, "note_queue.js"));
const { OscLink, LOST_MS } = require(path.join(CODE, "osc_link.js"));
const { Transport } = require(path.join(CODE, "transport.js"));
const { ClipCollector } = require(path.join(CODE, "clip_collector.js"));

const note = (beat, beats = 1, pitch = 60, channel = 1) => ({ beat, beats, pitch, channel, velocity: 90, part: "piano" });

function queue() {
    const played = [];
    const made = new NoteQueue((n) => played.push(["on", n.pitch, made.beat]), (n) => played.push(["off", n.pitch, made.beat]));
    return { made, played };
}

test("notes are played at their beat and end where they should, whatever order they came in", () => {
    const { made, played } = queue();
    [note(2, 0.5, 62), note(1, 0.25), note(2, 1, 64)].forEach((n) => made.add(n));
    for (let beat = 0; beat <= 4; beat += 0.125) made.advance(beat);
    assert.deepStrictEqual(played, [
        ["on", 60, 1], ["off", 60, 1.25], ["on", 62, 2], ["on", 64, 2], ["off", 62, 2.5], ["off", 64, 3],
    ]);
});

test("a struck pitch is released first; offs come before ons", () => {
    const { made, played } = queue();
    [note(0, 4), note(1, 1), note(2, 1)].forEach((n) => made.add(n));
    [0, 1, 2].forEach((beat) => made.advance(beat));
    assert.deepStrictEqual(played.map((each) => each[0]), ["on", "off", "on", "off", "on"]);
});

test("what is cancelled does not come, what sounds ends by itself", () => {
    const { made, played } = queue();
    [note(0, 2), note(1), note(3)].forEach((n) => made.add(n));
    made.advance(0);
    made.cancel_from(1);
    for (let beat = 0; beat <= 5; beat += 0.5) made.advance(beat);
    assert.deepStrictEqual(played, [["on", 60, 0], ["off", 60, 2]]);
});

test("a jump silences, and nothing that was told before it comes", () => {
    const { made, played } = queue();
    [note(0, 9), note(5), note(1)].forEach((n) => made.add(n));
    made.advance(0);
    made.advance(-0.25); // back: a jump
    made.advance(6);
    assert.deepStrictEqual(played.map((each) => each[0]), ["on", "off"]);
});

test("a note that is late by far is left out and counted", () => {
    const { made, played } = queue();
    made.add(note(0));
    made.advance(2);
    assert.deepStrictEqual(played, []);
    assert.strictEqual(made.n_late, 1);
});

test("the link finds a port, subscribes, notices who goes and comes, and another version", () => {
    const sent = [], ports = [], told = [];
    const link = new OscLink(["note", "plan"], (a, v) => sent.push([a, ...v]), (p) => ports.push(p), (s) => told.push(s));
    let now = 0;
    const run = (ms, answers) => {
        for (const end = now + ms; now < end; now += 100) {
            link.tick(now);
            if (answers) link.hear("/sideman/pong", [], now);
        }
    };
    run(6000, false);
    assert.deepStrictEqual(told, ["nobody"]);
    assert.ok(ports.length > 1, "another port is tried");
    run(300, true);
    link.hear("/sideman/version", ["0.1.0", "abc", 1], now);
    assert.deepStrictEqual(told, ["nobody", "connected"]);
    const port = ports[ports.length - 1];
    assert.ok(sent.some((each) => each.join() === `/sideman/subscribe,note,${port}`));
    sent.length = 0;
    run(21000, true);
    assert.strictEqual(sent.filter((each) => each[0] === "/sideman/subscribe").length, 2);
    run(LOST_MS + 1000, false);
    assert.deepStrictEqual(told.slice(2), ["nobody"]);
    run(300, true);
    link.hear("/sideman/version", ["9", "abc", 2], now);
    assert.strictEqual(told[told.length - 1], "version");
});

test("the transport is told at once when it starts, jumps, changes and stops, else often", () => {
    const sent = [], changes = [];
    const transport = new Transport((a, v) => sent.push(v), (kind) => changes.push(kind), 0.1);
    let now = 0, beat = 0, bpm = 120;
    const run = (ms) => {
        for (const end = now + ms; now < end; now++) {
            transport.see(true, beat, bpm, [4, 4], now);
            beat += bpm / 60000;
        }
    };
    transport.see(false, 0, bpm, [4, 4], now);
    run(1000);
    assert.deepStrictEqual(changes, ["started"]);
    assert.ok(sent.length >= 19 && sent.length <= 23);
    const before = sent.length;
    beat = 32;
    run(1);
    assert.deepStrictEqual(changes, ["started", "jumped"]);
    assert.strictEqual(sent.length, before + 1);
    bpm = 121;
    run(1);
    assert.strictEqual(sent.length, before + 2);
    for (bpm = 121; bpm < 140; bpm += 0.5) run(20); // automation is no jump
    assert.strictEqual(changes.length, 2);
    transport.see(false, beat, bpm, [4, 4], now);
    assert.deepStrictEqual(changes, ["started", "jumped", "stopped"]);
    assert.strictEqual(sent[sent.length - 1][0], 0);
});

test("a clip of 2,000 notes arrives whole, whatever is lost, doubled or mixed up", () => {
    const packets = [["/sideman/clip/begin", [3, 64, 120, "4/4"]]];
    for (let n = 0; n < 100; n++) {
        const values = [3, n];
        for (let i = 0; i < 20; i++) values.push("bass", 5, 40, 90, (n * 20 + i) / 8, 0.25);
        packets.push(["/sideman/clip/notes", values]);
    }
    packets.push(["/sideman/clip/end", [3, 2000, "/x.mid"]]);
    const collector = new ClipCollector();
    let random = 7;
    const chance = () => (random = (random * 48271) % 2147483647) / 2147483647;
    const send = (wanted) => wanted.forEach((n) => { if (chance() > 0.3) collector.take(...packets[n]); });
    send([...packets.keys()].sort(() => chance() - 0.5));
    let rounds = 0;
    while (!collector.is_whole()) {
        assert.ok(++rounds < 50);
        send([0, ...collector.missing().map((n) => n + 1), packets.length - 1]);
    }
    assert.deepStrictEqual(collector.notes().map((n) => n.beat), [...Array(2000).keys()].map((n) => n / 8));
});
