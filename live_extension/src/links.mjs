/** A way to the player: UDP where the host lets us, else TCP at the same port. Both tell when it ends. */

import { NOBODY, NobodyError, WENT_AWAY } from "./errors.mjs";
import { SlipReader, decode, encode, slip } from "./osc.mjs";

const HERE = "127.0.0.1";
const RECEIVE_BUFFER_BYTES = 1 << 20; // a clip of thousands of notes comes in one gust

/**
 * @typedef {object} Link
 * @property {boolean} losesPackets
 * @property {(address: string, values: import("./osc.mjs").Value[]) => void} send
 * @property {() => void} close
 */
/** @typedef {{hear: (message: import("./osc.mjs").Message) => void, gone: (error: Error) => void}} Ears */

/**
 * Open UDP; null where the host has no `dgram`. Whether anybody is there is known only when they answer.
 * @param {number} port
 * @param {Ears} ears
 * @returns {Promise<Link | null>}
 */
export async function openUdp(port, ears) {
  let socket;
  try {
    socket = loaded("dgram").createSocket({ type: "udp4", recvBufferSize: RECEIVE_BUFFER_BYTES });
    await connected(socket, port);
  } catch (error) {
    console.log(`Sideman: no UDP here (${error.message}), trying TCP`);
    if (socket) closeQuietly(socket);
    return null;
  }
  // Connected, so that a closed port is reported at once instead of after a timeout.
  socket.on("error", () => ears.gone(new NobodyError(WENT_AWAY)));
  socket.on("message", (packet) => heard(packet, ears));
  return {
    losesPackets: true,
    send: (address, values) =>
      socket.send(encode(address, values), (error) => {
        if (error) ears.gone(new NobodyError(WENT_AWAY));
      }),
    close: () => closeQuietly(socket),
  };
}

/**
 * Open TCP. Rejects with NobodyError.
 * @param {number} port
 * @param {Ears} ears
 * @returns {Promise<Link>}
 */
export async function openTcp(port, ears) {
  const socket = loaded("net").connect(port, HERE);
  await new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", (error) => {
      console.log(`Sideman: no TCP to port ${port} (${error.message})`);
      reject(new NobodyError(NOBODY));
    });
  });
  const reader = new SlipReader();
  socket.setNoDelay(true);
  socket.on("error", () => {}); // "close" follows
  socket.on("close", () => ears.gone(new NobodyError(WENT_AWAY)));
  socket.on("data", (data) => reader.feed(data).forEach((packet) => heard(packet, ears)));
  return {
    losesPackets: false,
    send: (address, values) => socket.write(slip(encode(address, values))),
    close: () => socket.destroy(),
  };
}

// Not imported: a host that forbids one of the two must still load us.
function loaded(name) {
  return require(name);
}

function connected(socket, port) {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.connect(port, HERE, (error) => {
      socket.off("error", reject);
      if (error) reject(error);
      else resolve();
    });
  });
}

function heard(packet, ears) {
  let messages = [];
  try {
    messages = decode(packet);
  } catch (error) {
    console.log(`Sideman: a packet of the player could not be read: ${error.message}`);
  }
  messages.forEach((message) => ears.hear(message));
}

function closeQuietly(socket) {
  socket.removeAllListeners("message");
  socket.on("error", () => {}); // what comes late is of no interest
  try {
    socket.close();
  } catch {
    // It never opened, or is closed.
  }
}
