/** A double of the player on UDP and TCP at one port, which loses packets when told to. */

import dgram from "node:dgram";
import net from "node:net";
import { SlipReader, decode, encode, slip } from "../../live_extension/src/osc.mjs";

const NOTES_A_PACKET = 32;

export class FakePlayer {
  requests = []; // [address, ...values]
  protocol = 1;
  metre = "4/4";
  nNotes = 40;
  parts = ["drums", "bass", "piano"];
  isSlow = false; // never makes a clip
  loses = () => false; // (address, sequence, n-th time) => lost on the way to Live
  misses = () => false; // the same, on the way from Live
  #seen = new Map();
  #clips = new Map();
  #fills = new Map();

  async open({ udp = true, port = 0 } = {}) {
    this.server = net.createServer((socket) => {
      const reader = new SlipReader();
      this.connections.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => this.connections.delete(socket));
      socket.on("data", (data) =>
        reader.feed(data).forEach((packet) =>
          this.#take(packet, {
            isStream: true,
            send: (bytes) => socket.write(slip(bytes)),
          }),
        ),
      );
    });
    this.connections = new Set();
    await new Promise((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    this.port = this.server.address().port;
    if (udp) {
      this.socket = dgram.createSocket("udp4");
      this.socket.on("message", (packet, from) =>
        this.#take(packet, {
          isStream: false,
          send: (bytes) => this.socket.send(bytes, from.port, from.address),
        }),
      );
      await new Promise((resolve) => this.socket.bind(this.port, "127.0.0.1", resolve));
    }
    return this;
  }

  async close() {
    this.connections.forEach((socket) => socket.destroy());
    await Promise.all([
      new Promise((resolve) => this.server.close(resolve)),
      this.socket && new Promise((resolve) => this.socket.close(resolve)),
    ]);
  }

  of = (address) => this.requests.filter(([each]) => each === address);

  #nth(...what) {
    const key = JSON.stringify(what),
      n = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, n);
    return n;
  }

  #take(packet, peer) {
    for (const { address, values } of decode(packet)) {
      if (peer.isStream || !this.misses(address, values[1], this.#nth("in", address, values[1]))) {
        this.requests.push([address, ...values]);
        this.#answer(
          address,
          values,
          (to, ...answer) => {
            const n = this.#nth("out", to, answer[1]);
            if (peer.isStream || !this.loses(to, answer[1], n)) peer.send(encode(to, answer));
          },
          peer.isStream,
        );
      }
    }
  }

  #answer(address, values, reply, isStream) {
    switch (address) {
      case "/sideman/ping":
        return reply("/sideman/pong");
      case "/sideman/version":
        return reply(address, "0.1.0", "abc", this.protocol);
      case "/sideman/capabilities":
        reply(address, "version", "0.1.0");
        reply(address, "styles", "blues funk_soul jazz");
        return reply("/sideman/capabilities/end", 2);
      case "/sideman/status":
        return reply(address, "playing", 0, "clips_waiting", this.isSlow ? 1 : 0);
      case "/sideman/clip":
        return this.#make(values[0], this.parts, reply, isStream);
      case "/sideman/clip/resend":
        return this.#resend(values, reply);
      case "/sideman/fill/begin":
        this.#fills.set(values[0], { parts: values[1].split(","), bars: values[2], packets: new Map() });
        return reply("/sideman/fill/begun", values[0]);
      case "/sideman/fill/notes":
        return this.#fills.get(values[0])?.packets.set(values[1], values.slice(2));
      case "/sideman/fill/end":
        return this.#fill(values, reply, isStream);
      case "/sideman/given/begin":
        if (values[2]) this.metre = values[2];
        this.#fills.set(values[0], { bars: values[1], packets: new Map() });
        return reply("/sideman/given/begun", values[0]);
      case "/sideman/given/notes":
        return this.#fills.get(values[0])?.packets.set(values[1], values.slice(2));
      case "/sideman/given/continue":
        return this.#fill(values, reply, isStream);
      default:
        return reply("/sideman/error", address, "unknown_address", `there is no ${address}`);
    }
  }

  #fill([id, nPackets, nMore], reply, isStream) {
    const { packets, ...fill } = this.#fills.get(id);
    const parts = fill.parts ?? [...new Set([...packets.values()].flatMap((values) => values.filter((_, i) => i % 6 === 0)))];
    const bars = nMore ?? fill.bars;
    const missing = Array.from({ length: nPackets }, (_, i) => i).filter((i) => !packets.has(i));
    if (!missing.length) return this.#make(bars, parts, reply, isStream);
    const named = `packets ${missing.slice(0, 20).join(" ")} of fill ${id} are missing; send them, then the end again`;
    return reply("/sideman/error", "/sideman/fill/end", "incomplete", named);
  }

  #make(bars, parts, reply, isStream) {
    if (this.isSlow) return;
    const id = this.#clips.size + 1,
      [numerator, denominator] = this.metre.split("/").map(Number);
    const beats = (bars * numerator * 4) / denominator;
    const notes = Array.from({ length: this.nNotes }, (_, i) => [
      parts[i % parts.length],
      1,
      40 + (i % 40),
      1 + ((i * id) % 127),
      (i * beats) / this.nNotes,
      0.5,
    ]);
    const size = isStream ? notes.length || 1 : NOTES_A_PACKET,
      packets = [];
    for (let at = 0; at < notes.length; at += size) packets.push(notes.slice(at, at + size).flat());
    const clip = { begin: [id, bars, 120.0, this.metre], packets, end: [id, notes.length, "/tmp/clip.mid"] };
    this.#clips.set(id, clip);
    this.#send(id, clip, packets.keys(), reply);
  }

  #resend([id, ...sequences], reply) {
    const clip = this.#clips.get(id),
      beyond = sequences.find((sequence) => sequence >= clip.packets.length);
    if (beyond !== undefined)
      reply("/sideman/error", "/sideman/clip/resend", "unknown_clip", `there is no packet ${beyond}`);
    else this.#send(id, clip, sequences, reply);
  }

  #send(id, clip, sequences, reply) {
    reply("/sideman/clip/begin", ...clip.begin);
    for (const sequence of sequences) reply("/sideman/clip/notes", id, sequence, ...clip.packets[sequence]);
    reply("/sideman/clip/end", ...clip.end);
  }
}
