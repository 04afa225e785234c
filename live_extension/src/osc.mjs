/** OSC 1.0 messages as bytes and back, and SLIP framing for TCP. Pure; needs Buffer and nothing else of Node. */

const END = 192,
  ESC = 219,
  ESC_END = 220,
  ESC_ESC = 221;

/** @typedef {string | number} Value  whole numbers travel as `i`, others as `f` */
/** @typedef {{address: string, values: (Value | boolean | null)[]}} Message */

/**
 * Write one message.
 * @param {string} address
 * @param {Value[]} values
 * @returns {Buffer}
 */
export function encode(address, values) {
  const chunks = [];
  let tags = ",";
  for (const value of values) {
    const [tag, chunk] = encoded(value);
    tags += tag;
    chunks.push(chunk);
  }
  return Buffer.concat([padded(address), padded(tags), ...chunks]);
}

/**
 * Read one packet; bundles are flattened. Throws RangeError on what is no OSC.
 * @param {Buffer} packet
 * @returns {Message[]}
 */
export function decode(packet) {
  if (packet.toString("latin1", 0, 8) === "#bundle\0") {
    return elements(packet).flatMap(decode);
  }
  const reader = { packet, at: 0 };
  const address = text(reader);
  if (!address.startsWith("/")) {
    throw new RangeError("the packet does not begin with an address");
  }
  const tags = reader.at < packet.length ? text(reader) : ",";
  return [{ address, values: [...tags.slice(1)].map((tag) => decoded(tag, reader)) }];
}

/**
 * Frame a packet for a TCP stream (OSC 1.1).
 * @param {Buffer} packet
 */
export function slip(packet) {
  const bytes = [];
  for (const byte of packet) {
    if (byte === END) bytes.push(ESC, ESC_END);
    else if (byte === ESC) bytes.push(ESC, ESC_ESC);
    else bytes.push(byte);
  }
  bytes.push(END);
  return Buffer.from(bytes);
}

/** Cuts a SLIP stream into packets. */
export class SlipReader {
  #parts = [];

  /**
   * Packets that are whole by now.
   * @param {Buffer} data
   * @returns {Buffer[]}
   */
  feed(data) {
    const packets = [];
    let start = 0;
    for (let end = data.indexOf(END); end >= 0; end = data.indexOf(END, start)) {
      const framed = Buffer.concat([...this.#parts, data.subarray(start, end)]);
      this.#parts = [];
      start = end + 1;
      if (framed.length) packets.push(unslipped(framed));
    }
    if (start < data.length) this.#parts.push(data.subarray(start));
    return packets;
  }
}

function unslipped(framed) {
  const bytes = Buffer.alloc(framed.length);
  let n = 0;
  for (let i = 0; i < framed.length; i++) {
    const escaped = framed[i] === ESC;
    if (escaped) i++;
    bytes[n++] = escaped ? (framed[i] === ESC_END ? END : ESC) : framed[i];
  }
  return bytes.subarray(0, n);
}

function elements(packet) {
  const found = [];
  for (let at = 16; at < packet.length;) {
    const size = packet.readInt32BE(at);
    if (size <= 0 || at + 4 + size > packet.length) {
      throw new RangeError("a bundle is truncated");
    }
    found.push(packet.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return found;
}

/** @returns {[string, Buffer]} */
function encoded(value) {
  if (typeof value === "string") return ["s", padded(value)];
  const chunk = Buffer.alloc(4);
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) {
    chunk.writeInt32BE(value);
    return ["i", chunk];
  }
  chunk.writeFloatBE(value);
  return ["f", chunk];
}

// A zero byte would end the text.
function padded(words) {
  const bytes = Buffer.from(words.replaceAll("\0", " "), "utf8");
  return Buffer.concat([bytes, Buffer.alloc(4 - (bytes.length % 4))]);
}

function text(reader) {
  const end = reader.packet.indexOf(0, reader.at);
  if (end < 0) {
    throw new RangeError("a text has no end");
  }
  const words = reader.packet.toString("utf8", reader.at, end);
  reader.at = (Math.floor(end / 4) + 1) * 4;
  return words;
}

const SIZES = { i: 4, f: 4, h: 8, d: 8, T: 0, F: 0, N: 0 };

function decoded(tag, reader) {
  if (tag === "s" || tag === "S") return text(reader);
  if (!(tag in SIZES)) {
    throw new RangeError(`arguments of type ${tag} are not understood`);
  }
  const at = reader.at;
  reader.at += SIZES[tag];
  switch (tag) {
    case "i":
      return reader.packet.readInt32BE(at);
    case "f":
      return reader.packet.readFloatBE(at);
    case "h":
      return Number(reader.packet.readBigInt64BE(at));
    case "d":
      return reader.packet.readDoubleBE(at);
    case "N":
      return null;
    default:
      return tag === "T";
  }
}
