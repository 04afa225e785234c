/**
 * A double of Live's extension host, as strict as is known: the bundle runs in a `vm` context without `global`, URL,
 * TextEncoder or crypto; whole numbers come as bigint; creators want two callbacks and answer later; a clip and its
 * notes are two steps of undo; a transaction may not wait.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import vm from "node:vm";

const BUNDLE = process.env.SIDEMAN_BUNDLE ?? new URL("../../live_extension/build/sideman.cjs", import.meta.url);
const SCOPES = ["MidiClip", "ClipSlot", "MidiTrack", "Scene", "ClipSlotSelection", "MidiTrack.ArrangementSelection"];
const NOTE_FIELDS = [
  "pitch",
  "startTime",
  "duration",
  "velocity",
  "muted",
  "probability",
  "velocityDeviation",
  "releaseVelocity",
  "selected",
];

/** A set: {tempo, scenes: [{metre, tempo}], tracks: [{name, audio, clips: [clip | null], arrangement: [clip]}]} */
export class FakeLive {
  #objects = new Map();
  #nextId = 1n;
  #transaction = null;
  undo = []; // a list of lists of what changed
  dialogs = []; // pages shown, decoded
  progress = []; // [text, percent] as shown
  answers = []; // what the musician answers to asking pages, in turn
  onProgress = () => {};
  failNext = new Set(); // names of raw calls that fail once
  #commands = new Map();
  #menus = new Map();
  #cancel = null;
  #nOpen = 0;

  constructor(set) {
    this.root = this.#made("Application", {});
    this.song = this.#made("Song", { tempo: set.tempo ?? 120 }, this.root);
    this.scenes = set.scenes.map((scene) => this.#made("Scene", scene, this.song));
    this.tracks = set.tracks.map((track) => this.#track(track));
  }

  // -- what tests do

  load({ port, modules = ["dgram", "net", "fs"], storageDirectory = undefined }) {
    const real = createRequire(import.meta.url),
      exports = {};
    const sandbox = {
      require: (name) => {
        if (!modules.includes(name)) throw new Error(`Cannot find module '${name}'`);
        return real(name);
      },
      process: { env: { SIDEMAN_PORT: String(port) }, platform: process.platform },
      Buffer,
      console,
      fetch,
      setTimeout,
      clearTimeout,
      setInterval,
      clearInterval,
      setImmediate,
      clearImmediate,
      module: { exports },
      exports,
    };
    const context = vm.createContext(sandbox);
    vm.runInContext(readFileSync(BUNDLE, "utf8"), context, { filename: "sideman.cjs" });
    sandbox.module.exports.activate({
      hostApiVersion: "1.0.0",
      initializeExtensionHost: ({ apiVersion }) => {
        if (apiVersion !== "1.0.0") throw new Error(`unknown version ${apiVersion}`);
        return {
          commands: this.#commandsModule(),
          ui: this.#uiModule(),
          dataModel: this.#dataModel(),
          resources: {},
          environment: { storageDirectory, tempDirectory: undefined, language: "EN" },
        };
      },
    });
    return this;
  }

  /** Right-click and choose; resolves when all is done. */
  async click(command, scope, subject) {
    const id = `sideman.${command}`;
    if (!this.#menus.get(scope)?.has(id)) throw new Error(`${scope} has no ${id}`);
    await this.#commands.get(id)(subject);
    if (this.#nOpen) throw new Error("a dialog was left open");
  }

  cancel = () => this.#cancel?.();
  slot = (track, index) => this.#get(this.tracks[track], "MidiTrack", "AudioTrack").slots[index];
  clip = (track, index) => this.#get(this.slot(track, index), "ClipSlot").clip;
  content = (clip) => clip && { ...this.#get(clip, "MidiClip") };
  arrangement = (track) => this.#get(this.tracks[track], "MidiTrack").arrangement.map(this.content);
  get said() {
    return this.dialogs.map((page) => /<p role="alert">(.*?)<\/p>/s.exec(page)?.[1]).filter(Boolean);
  }
  get titles() {
    return [...this.#menus].flatMap(([scope, ids]) => [...ids].map(([id, title]) => [scope, id, title]));
  }

  // -- objects

  #made(kind, state, parent = null) {
    const id = this.#nextId++;
    this.#objects.set(id, { kind, state, parent });
    return { id };
  }

  #track({ name, audio = false, clips, arrangement = [] }) {
    const state = { name, slots: [], arrangement: [] };
    const track = this.#made(audio ? "AudioTrack" : "MidiTrack", state, this.song);
    state.slots = this.scenes.map((_, i) => {
      const slot = this.#made("ClipSlot", { clip: null }, track);
      if (clips?.[i]) this.#get(slot, "ClipSlot").clip = this.#clip(clips[i], slot);
      return slot;
    });
    state.arrangement = arrangement.map((clip) => this.#clip(clip, track));
    return track;
  }

  #clip({ name = "", length, start = 0, notes = [], looping = true, loopStart = 0 }, parent) {
    const loopEnd = loopStart + length;
    return this.#made("MidiClip", { name, start, length, looping, loopStart, loopEnd, notes }, parent);
  }

  #get(handle, ...kinds) {
    if (typeof handle?.id !== "bigint") throw new TypeError("not a handle");
    const object = this.#objects.get(handle.id);
    if (!object) throw new Error("the object was deleted");
    if (kinds.length && !kinds.includes(object.kind)) throw new TypeError(`${object.kind} is no ${kinds}`);
    return object.state;
  }

  // -- the raw layer

  #change(what) {
    if (this.#transaction) this.#transaction.push(what);
    else this.undo.push([what]);
  }

  #later(name, yes, no, act) {
    if (typeof yes !== "function" || typeof no !== "function") throw new TypeError(`${name} wants two callbacks`);
    setTimeout(() => {
      if (this.failNext.delete(name)) return no();
      this.undo.push([name]); // its own step, whatever transaction it was asked for in
      return yes(act());
    }, 1);
  }

  #dataModel() {
    const beats = (value) => value,
      whole = (value) => BigInt(value);
    const handles = (list) => list.map(({ id }) => ({ id }));
    const track = (handle) => this.#get(handle, "MidiTrack", "AudioTrack"),
      clip = (handle) => this.#get(handle, "MidiClip");
    const model = {
      getObjectIsOfClass: (handle, name) => this.#objects.get(handle.id)?.kind === name,
      getObjectCanonicalParent: (handle) => {
        this.#get(handle);
        const { parent } = this.#objects.get(handle.id);
        return parent && { id: parent.id };
      },
      getRoot: () => ({ id: this.root.id }),
      rootGetSong: (handle) => this.#get(handle, "Application") && { id: this.song.id },
      songGetTempo: (handle) => this.#get(handle, "Song").tempo,
      songGetTracks: (handle) => this.#get(handle, "Song") && handles(this.tracks),
      songGetScenes: (handle) => this.#get(handle, "Song") && handles(this.scenes),
      sceneGetTempo: (handle) => this.#get(handle, "Scene").tempo ?? -1,
      sceneGetSignatureNumerator: (handle) => whole(this.#get(handle, "Scene").metre?.[0] ?? -1),
      sceneGetSignatureDenominator: (handle) => whole(this.#get(handle, "Scene").metre?.[1] ?? -1),
      trackGetName: (handle) => track(handle).name,
      trackGetClipSlots: (handle) => handles(track(handle).slots),
      trackGetArrangementClips: (handle) => handles(track(handle).arrangement),
      clipslotGetClip: (handle) => {
        const { clip: found } = this.#get(handle, "ClipSlot");
        return found && { id: found.id };
      },
      clipGetName: (handle) => clip(handle).name,
      clipSetName: (handle, name) => {
        if (typeof name !== "string") throw new TypeError("a name is a text");
        clip(handle).name = name;
        this.#change("clipSetName");
      },
      clipGetStartTime: (handle) => beats(clip(handle).start),
      clipGetEndTime: (handle) => beats(clip(handle).start + clip(handle).length),
      clipGetStartMarker: (handle) => beats(clip(handle).loopStart),
      clipGetEndMarker: (handle) => beats(clip(handle).loopEnd),
      clipGetLooping: (handle) => clip(handle).looping,
      clipGetLoopStart: (handle) => beats(clip(handle).loopStart),
      clipGetLoopEnd: (handle) => beats(clip(handle).loopEnd),
      midiclipGetNotes: (handle) =>
        clip(handle).notes.map((note) => ({
          muted: false,
          probability: 1,
          ...note,
          pitch: whole(note.pitch),
          velocity: Number.isInteger(note.velocity) ? whole(note.velocity) : note.velocity,
        })),
      midiclipSetNotes: (handle, notes) => {
        if (this.failNext.delete("midiclipSetNotes")) throw new Error("notes refused");
        notes.forEach(checkNote);
        clip(handle).notes = notes.map((note) => ({ ...note }));
        this.#change("midiclipSetNotes");
      },
      clipslotCreateMidiClip: (handle, length, yes, no) => {
        const slot = this.#get(handle, "ClipSlot");
        checkBeats(length, true);
        if (slot.clip) throw new Error("the slot is taken");
        this.#later("clipslotCreateMidiClip", yes, no, () => {
          slot.clip = this.#clip({ length }, handle);
          return { id: slot.clip.id };
        });
      },
      clipslotDeleteClip: (handle, yes, no) =>
        this.#later("clipslotDeleteClip", yes, no, () => {
          const slot = this.#get(handle, "ClipSlot");
          this.#objects.delete(slot.clip.id);
          slot.clip = null;
        }),
      trackCreateMidiClip: (handle, start, length, yes, no) => {
        const state = this.#get(handle, "MidiTrack");
        checkBeats(start, false);
        checkBeats(length, true);
        this.#later("trackCreateMidiClip", yes, no, () => {
          state.arrangement.push(this.#clip({ start, length, looping: false }, handle));
          return { id: state.arrangement.at(-1).id };
        });
      },
      trackDeleteClip: (handle, which, yes, no) =>
        this.#later("trackDeleteClip", yes, no, () => {
          const state = track(handle);
          state.arrangement = state.arrangement.filter(({ id }) => id !== which.id);
          this.#objects.delete(which.id);
        }),
      withinTransaction: (act) => this.#transact(act),
    };
    return strict("dataModel", model);
  }

  #transact(act) {
    if (this.#transaction) return act();
    this.#transaction = [];
    try {
      const result = act();
      if (typeof result?.then === "function") throw new TypeError("a transaction may not wait");
      return result;
    } finally {
      if (this.#transaction.length) this.undo.push(this.#transaction);
      this.#transaction = null;
    }
  }

  #commandsModule() {
    return strict("commands", {
      registerCommand: (id, callback) => this.#commands.set(id, callback),
      executeCommand: (id, ...values) => this.#commands.get(id)(...values),
    });
  }

  #uiModule() {
    return strict("ui", {
      registerContextMenuAction: (scope, title, id, registered) => {
        if (!SCOPES.includes(scope)) throw new Error(`no scope ${scope}`);
        if (!this.#menus.has(scope)) this.#menus.set(scope, new Map());
        this.#menus.get(scope).set(id, title);
        registered(() => {});
      },
      showModalDialog: (url, width, height, yes, no) => {
        if (![width, height].every(Number.isInteger) || typeof no !== "function")
          throw new TypeError("showModalDialog");
        const page = decodeURIComponent(/^data:text\/html;charset=utf-8,(.*)$/s.exec(url)[1]);
        this.dialogs.push(page);
        this.#nOpen++;
        setTimeout(() => {
          this.#nOpen--;
          yes(page.includes('id="words"') ? (this.answers.shift() ?? "") : "");
        }, 1);
      },
      showProgressDialog: ({ text, progress }, shown, cancelled) => {
        this.progress.push([text, progress]);
        this.#cancel = cancelled;
        this.#nOpen++;
        shown({
          update: (options, updated) => {
            if (!(options.progress >= 0 && options.progress <= 100)) throw new RangeError("progress is 0 to 100");
            this.progress.push([options.text, options.progress]);
            this.onProgress(options.text);
            updated?.();
          },
          close: (closed) => {
            this.#nOpen--;
            setTimeout(() => closed?.(), 1);
          },
        });
      },
    });
  }
}

function strict(name, members) {
  return new Proxy(members, {
    get: (target, key) => {
      if (!(key in target) && typeof key === "string") throw new TypeError(`${name}.${key} is not there`);
      return target[key];
    },
  });
}

function checkBeats(value, isLength) {
  if (typeof value !== "number" || !(isLength ? value > 0 : value >= 0)) throw new RangeError(`${value} beats`);
}

function checkNote(note) {
  const strange = Object.keys(note).filter((key) => !NOTE_FIELDS.includes(key));
  if (strange.length) throw new TypeError(`notes have no ${strange}`);
  checkBeats(note.startTime, false);
  checkBeats(note.duration, true);
  if (!Number.isInteger(note.pitch) || note.pitch < 0 || note.pitch > 127) throw new RangeError(`pitch ${note.pitch}`);
  if (!(note.velocity >= 1 && note.velocity <= 127)) throw new RangeError(`velocity ${note.velocity}`);
}
