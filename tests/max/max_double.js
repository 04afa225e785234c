// A double of the surroundings of Max's `js` object, and of Live's transport: runs a bundle as Max would, keeps what it puts
// out, and can carry its requests to a real player by UDP.
"use strict";

const vm = require("node:vm");
const fs = require("node:fs");
const dgram = require("node:dgram");
const path = require("node:path");

const ROOT = path.join(__dirname, "..", "..");
const shared = {}; // what Max's Global objects hold

// OSC as [udpsend] and [udpreceive] speak it: whole numbers as i, others as f, words as s.
function encode(address, values) {
    const pad = (text) => {
        const bytes = Buffer.from(text + "\0");
        return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    };
    const tags = values.map((v) => (typeof v === "string" ? "s" : Number.isInteger(v) ? "i" : "f")).join("");
    const parts = values.map((v) => {
        if (typeof v === "string") return pad(v);
        const four = Buffer.alloc(4);
        if (Number.isInteger(v)) four.writeInt32BE(v); else four.writeFloatBE(v);
        return four;
    });
    return Buffer.concat([pad(address), pad("," + tags), ...parts]);
}

function decode(packet) {
    let at = 0;
    const text = () => {
        const end = packet.indexOf(0, at);
        const word = packet.toString("utf8", at, end);
        at = end + 4 - (end % 4);
        return word;
    };
    const address = text();
    const tags = text().slice(1);
    const values = [...tags].map((tag) => {
        if (tag === "s") return text();
        const value = tag === "i" ? packet.readInt32BE(at) : packet.readFloatBE(at);
        at += 4;
        return value;
    });
    return { address, values };
}

class MaxObject {
    // A `js` object with a bundle from max_patches/code/mains, as the build makes it.
    constructor(source, extra = {}) {
        this.out = [];
        this.listeners = [];
        const self = this;
        this.context = vm.createContext({
            outlet: (number, ...said) => self.put(number, said.length === 1 && Array.isArray(said[0]) ? said[0] : said),
            arrayfromargs: (args) => Array.from(args),
            Global: function (name) { return (shared[name] = shared[name] || {}); },
            post: () => {},
            ...extra,
        });
        vm.runInContext(source, this.context);
    }

    put(number, said) {
        said = Array.from(said);
        this.out.push([number, ...said]);
        this.listeners.forEach((listener) => listener(number, said));
    }

    send(name, ...args) {
        if (name.startsWith("/")) {
            this.context.messagename = name;
            vm.runInContext("anything", this.context).apply(this.context, args);
        } else if (typeof this.context[name] === "function") {
            this.context[name](...args);
        } else {
            this.context.messagename = name;
            vm.runInContext("anything", this.context).apply(this.context, args);
        }
    }

    of(number) {
        return this.out.filter((each) => each[0] === number).map((each) => each.slice(1));
    }
}

// Its requests go to a player at a port; what comes back goes in. port_outlet: where it says its own port.
// beat_now: the host's beat, kept beside each packet as the beat at which it came.
class Network {
    constructor(object, player_port, request_outlet, port_outlet, beat_now = () => null) {
        this.object = object;
        this.sender = dgram.createSocket("udp4");
        this.receiver = null;
        this.heard = [];
        this.came_at_beats = [];
        this.beat_now = beat_now;
        object.listeners.push((number, said) => {
            if (number === request_outlet) {
                this.sender.send(encode(said[0], said.slice(1)), player_port, "127.0.0.1");
            } else if (number === port_outlet && said[0] === "port") {
                this.listen(said[1]);
            }
        });
    }

    listen(port) {
        if (this.receiver) this.receiver.close();
        this.receiver = dgram.createSocket("udp4");
        this.receiver.on("error", () => {}); // a port that is taken stays silent, as in Max
        this.receiver.on("message", (packet) => {
            const { address, values } = decode(packet);
            this.heard.push([address, ...values]);
            this.came_at_beats.push(this.beat_now());
            this.object.send(address, ...values);
        });
        this.receiver.bind(port, "127.0.0.1");
    }

    close() {
        this.sender.close();
        if (this.receiver) this.receiver.close();
    }
}

function bundle(name) {
    return fs.readFileSync(path.join(process.env.SIDEMAN_BUNDLES, name), "utf8");
}

// A Date for `extra` of a MaxObject: to the scripts time goes so much faster, and nobody is missed for long.
function hurried(times) {
    const began_ms = Date.now();
    return class extends Date {
        getTime() { return began_ms + times * (Date.now() - began_ms); }
    };
}

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function until(condition, what, limit_ms = 20000) {
    const begin = Date.now();
    while (!condition()) {
        if (Date.now() - begin > limit_ms) throw new Error(`${what} did not happen`);
        await sleep(5);
    }
}

module.exports = { MaxObject, Network, bundle, encode, decode, hurried, sleep, until, shared, ROOT };
