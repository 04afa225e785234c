// Without a player, with another version of it, and with one that comes back.
"use strict";

const test = require("node:test");
const assert = require("node:assert");
const dgram = require("node:dgram");
const { MaxObject, Network, bundle, encode, decode, hurried, sleep, until, shared } = require("./max_double.js");
const { Set } = require("./live_double.js");

const TIMES = 2; // as fast as ours time goes in the scripts: a player is lost after two seconds

// A player of so little that its going and coming can be played.
class Player {
    constructor(protocol) {
        this.protocol = protocol;
        this.asked = [];
    }

    async start(port = 0) {
        this.socket = dgram.createSocket("udp4");
        let answers = null;
        this.socket.on("message", (packet, peer) => {
            const { address, values } = decode(packet);
            this.asked.push([address, ...values]);
            if (address === "/sideman/answers") answers = values[0];
            const say = (to, ...said) => this.socket.send(encode(to, said), answers || peer.port, "127.0.0.1");
            if (address === "/sideman/ping") say("/sideman/pong");
            if (address === "/sideman/version") say("/sideman/version", "9.9", "abc", this.protocol);
        });
        await new Promise((done) => this.socket.bind(port, "127.0.0.1", done));
        this.port = this.socket.address().port;
        return this;
    }

    stop() {
        this.socket.close();
    }
}

function start(script, port, outlet_of_port, extra) {
    const object = new MaxObject(bundle(script), { Date: hurried(TIMES), ...extra });
    const network = new Network(object, port, script === "sideman_remote.js" ? 4 : 0, outlet_of_port);
    const poke = script === "sideman_device.js" ? ["tick", 0, 0, 120, 4, 4] : script === "sideman_remote.js" ? ["bang"] : ["tick"];
    const timer = setInterval(() => object.send(...poke), 20);
    return { object, words: () => object.out.flat().filter((each) => typeof each === "string"),
        close: () => { clearInterval(timer); network.close(); delete shared.sideman; } };
}

for (const [script, port_outlet] of [["sideman_device.js", 1], ["sideman_clip_device.js", 1], ["sideman_remote.js", 5]]) {
    const extra = script === "sideman_clip_device.js" ? { LiveAPI: new Set(["Bass"]).api() } : {};

    test(`${script} says in words that nobody is there, and recovers`, async () => {
        const probe = await new Player(1).start();
        const port = probe.port;
        probe.stop();
        const patch = start(script, port, port_outlet, extra);
        try {
            await until(() => patch.words().includes("not connected: run sideman run"), "the words");
            const player = await new Player(1).start(port);
            await until(() => patch.words().includes("connected"), "a connection");
            await until(() => player.asked.some((each) => each[0] === "/sideman/subscribe"), "subscriptions");
            player.stop();
            const n = patch.words().filter((each) => each.startsWith("not connected")).length;
            await until(() => patch.words().filter((each) => each.startsWith("not connected")).length > n, "the words again");
            const again = await new Player(1).start(port);
            await until(() => again.asked.some((each) => each[0] === "/sideman/subscribe"), "subscriptions again");
            again.stop();
        } finally {
            patch.close();
        }
    });

    test(`${script} knows another version`, async () => {
        const player = await new Player(7).start();
        const patch = start(script, player.port, port_outlet, extra);
        try {
            await until(() => patch.words().includes("another version: update both"), "the words");
            await sleep(200);
            assert.ok(!player.asked.some((each) => each[0] === "/sideman/subscribe"));
        } finally {
            patch.close();
            player.stop();
        }
    });
}

test("a clip is not asked of nobody, and one on its way is given up in words", async () => {
    const player = await new Player(1).start();
    const set = new Set(["Bass"]);
    const patch = start("sideman_clip_device.js", player.port, 1, { LiveAPI: set.api() });
    try {
        patch.object.send("generate");
        assert.ok(patch.words().includes("not connected: run sideman run"));
        await until(() => patch.words().includes("connected"), "a connection");
        patch.object.send("generate");
        patch.object.send("generate");
        assert.ok(patch.words().includes("a clip is on its way; wait for it"));
        player.stop();
        await until(() => patch.words().filter((each) => each.startsWith("not connected")).length >= 2, "the words");
        assert.strictEqual(set.clip(0, 0), null);
    } finally {
        patch.close();
    }
});
