// A Live set simulated under Node, with the real player behind: SIDEMAN_PORT says where.
"use strict";

const test = require("node:test");
const assert = require("node:assert");
const { MaxObject, Network, bundle, sleep, until, shared } = require("./max_double.js");
const { Set } = require("./live_double.js");

const PORT = Number(process.env.SIDEMAN_PORT);

// Live with devices on its tracks: the transport runs on the wall clock, each device is told of it every millisecond.
class Live {
    constructor(n_devices) {
        this.playing = false;
        this.beat = 0;
        this.bpm = 120;
        this.automation = null; // beat -> bpm
        this.loop = null; // [start, end]
        this.devices = [];
        for (let i = 0; i < n_devices; i++) {
            const device = new MaxObject(bundle("sideman_device.js"));
            const network = new Network(device, PORT, 0, 1, () => this.beat);
            const played = [];
            device.listeners.push((number, said) => {
                if (number === 2) played.push({ pitch: said[0], velocity: said[1], channel: said[2], beat: this.beat });
            });
            this.devices.push({ device, network, played });
        }
        this.seen_ms = Date.now();
        this.step_beats = 0;
        this.timer = setInterval(() => this.tick(), 1);
    }

    tick() {
        const now_ms = Date.now(), passed_ms = now_ms - this.seen_ms;
        this.seen_ms = now_ms;
        if (this.playing) {
            if (this.automation) this.bpm = this.automation(this.beat);
            const step = (passed_ms * this.bpm) / 60000;
            this.step_beats = Math.max(this.step_beats, step);
            this.beat += step;
            if (this.loop && this.beat >= this.loop[1]) this.beat = this.loop[0] + (this.beat - this.loop[1]);
        }
        this.devices.forEach(({ device }) => device.send("tick", this.playing ? 1 : 0, this.beat * 480, this.bpm, 4, 4));
    }

    say(...words) {
        this.devices[0].device.send(...words);
    }

    async connected() {
        await until(() => this.devices.every(({ device }) => device.of(3).some((each) => each[1] === "connected")), "a connection");
    }

    close() {
        clearInterval(this.timer);
        this.devices.forEach(({ device, network }) => {
            device.send("notifydeleted");
            network.close();
        });
        delete shared.sideman;
    }
}

function sounding(played) {
    const held = new Map();
    played.forEach(({ pitch, channel, velocity }) => {
        const key = `${channel}/${pitch}`;
        if (velocity) {
            assert.ok(!held.has(key), `${key} was struck while it sounded`);
            held.set(key, 1);
        } else {
            assert.ok(held.delete(key), `${key} ended and did not sound`);
        }
    });
    return held.size;
}

// Every note-on lies on the beat it was stamped with, no earlier, and no later than a tick; one that came to the device
// after its beat is played at the tick that follows its coming.
function check_beats(live, { network, played }) {
    const told = new Map();
    network.heard.forEach((each, i) => {
        if (each[0] !== "/sideman/note") return;
        const key = each[4];
        told.set(key, [...(told.get(key) || []), { due: each[6], came: network.came_at_beats[i] }]);
    });
    const ons = played.filter((each) => each.velocity);
    const tick = live.step_beats + 1e-6;
    ons.forEach(({ pitch, beat }) => {
        const on_its_beat = told.get(pitch).some(({ due }) => beat - due >= -1e-6 && beat - due <= tick);
        const when_it_came = told.get(pitch).some(({ due, came }) => came > due && beat >= came && beat - came <= tick);
        assert.ok(on_its_beat || when_it_came, `pitch ${pitch} at beat ${beat} is on no beat it was stamped with`);
    });
    return ons.length;
}

test("notes fall on their beats through tempo automation, a loop, a locate and a stop", async () => {
    const live = new Live(2);
    try {
        await live.connected();
        live.devices[1].device.send("part", "bass");
        live.say("request", "prompt", "funk with drums, bass, guitar and organ");
        live.say("request", "play");
        await sleep(800);
        live.automation = (beat) => 110 + 20 * Math.sin(beat / 4);
        live.playing = true;
        await until(() => live.devices[0].played.length > 40, "music");
        await sleep(3000);
        const n_before_loop = live.devices[0].played.length;
        const here = Math.floor(live.beat);
        live.loop = [here - 2, here + 2];
        await sleep(3500);
        assert.ok(live.devices[0].played.length > n_before_loop + 10, "the loop is played, round and round");
        live.loop = null;
        live.beat = 64; // a locate in the arrangement
        const at_locate = live.devices[0].played.length;
        await until(() => live.devices[0].played.slice(at_locate).filter((each) => each.velocity && each.beat >= 64).length > 20,
            "music at the new place");
        live.playing = false;
        await until(() => live.devices.every(({ played }) => sounding(played) === 0), "silence after the stop");
        const n_at_stop = live.devices.map(({ played }) => played.length);
        await sleep(700);
        assert.deepStrictEqual(live.devices.map(({ played }) => played.length), n_at_stop);
        const n_all = check_beats(live, live.devices[0]), n_bass = check_beats(live, live.devices[1]);
        assert.ok(n_all > 60 && n_bass > 3 && n_bass < n_all);
        console.log(`${n_all} notes of the band and ${n_bass} of the bass, each within a tick (${live.step_beats.toFixed(4)} beats at most)`);
    } finally {
        live.close();
    }
});

test("one device of the set speaks for the transport and the knobs, and another when it goes", async () => {
    const live = new Live(2);
    try {
        await live.connected();
        const transports = ({ device }) => device.of(0).filter((each) => each[0] === "/sideman/transport").length;
        live.playing = true;
        await sleep(400);
        assert.ok(transports(live.devices[0]) > 3);
        assert.strictEqual(transports(live.devices[1]), 0);
        live.devices[0].device.send("knob", "energy", 0.7);
        live.devices[1].device.send("knob", "energy", 0.2); // what the set restores as it loads
        live.devices[1].device.send("settled");
        live.devices[1].device.send("knob", "density", 2);
        const sets = ({ device }) => device.of(0).filter((each) => each[0] === "/sideman/set").map((each) => each.slice(1));
        assert.deepStrictEqual(sets(live.devices[0]), [["energy", 0.7]]);
        assert.deepStrictEqual(sets(live.devices[1]), [["density", 2]]);
        const [gone] = live.devices.splice(0, 1);
        gone.device.send("notifydeleted");
        gone.network.close();
        await sleep(300);
        assert.ok(transports(live.devices[0]) > 2);
    } finally {
        live.close();
    }
});

function clip_device(set) {
    const device = new MaxObject(bundle("sideman_clip_device.js"), { LiveAPI: set.api() });
    const network = new Network(device, PORT, 0, 1);
    const timer = setInterval(() => device.send("tick"), 20);
    const said = () => device.of(2).filter((each) => each[0] === "said").map((each) => each[1]);
    return {
        device, said,
        connected: () => until(() => device.of(2).some((each) => each[1] === "connected"), "a connection"),
        written: (n) => until(() => said().filter((words) => / notes written/.test(words)).length >= n, "a clip"),
        close: () => { clearInterval(timer); network.close(); },
    };
}

test("clips are written, extended, filled and made again", async () => {
    const set = new Set(["Bass", "Drums", "Keys"]);
    set.tempo = 96;
    const clips = clip_device(set);
    try {
        await clips.connected();
        clips.device.send("say_words", "funk", "with", "drums", "and", "bass");
        clips.device.send("set_bars", 4);
        set.put(0, 0, 4, [{ pitch: 40, start_time: 0, duration: 1, velocity: 90 }]);
        set.selected = [0, 0];
        clips.device.send("generate");
        await clips.written(1);
        assert.strictEqual(set.clip(0, 0).notes.length, 1, "a clip that is there is left alone");
        const made = set.clip(0, 1);
        assert.strictEqual(made.end, 16);
        assert.ok(made.notes.length > 4);
        assert.ok(made.notes.every((n) => n.pitch < 64 && n.start_time < 16), "the bass alone, on a track called so");

        set.selected = [0, 1];
        const n_before = made.notes.length;
        clips.device.send("extend");
        await clips.written(2);
        assert.strictEqual(set.clip(0, 1).end, 32);
        assert.ok(set.clip(0, 1).notes.slice(n_before).every((n) => n.start_time >= 16));

        set.own_track = 1;
        set.selected = [1, 1];
        clips.device.send("fill");
        await clips.written(3);
        assert.strictEqual(set.clip(1, 1).end, 32);
        assert.ok(set.clip(1, 1).notes.length > 16, "drums around the bass");
        const first = JSON.stringify(set.clip(1, 1).notes);
        clips.device.send("again");
        await clips.written(4);
        assert.notStrictEqual(JSON.stringify(set.clip(1, 1).notes), first, "another seed");
        assert.strictEqual(set.clip(1, 1).end, 32);

        clips.device.send("set_part", "track");
        set.own_track = 2;
        set.selected = [2, 5];
        clips.device.send("fill");
        assert.match(clips.said().pop(), /name the track by its part/);
    } finally {
        clips.close();
    }
});
