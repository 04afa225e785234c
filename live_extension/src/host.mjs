/**
 * The only file that knows Live's extension host. None of it was opened in Live itself yet: what turns out to be
 * otherwise is changed here, and nowhere else. Getters and setters are synchronous; what creates, deletes or shows
 * takes trailing callbacks, or gives a promise. Whole numbers come as bigint.
 */

const API_VERSION = "1.0.0";
const CHANGES_WITHIN_MS = 10_000,
  CLOSES_WITHIN_MS = 1_000;

/** @typedef {{id: bigint}} Handle */
/** @typedef {{pitch: number, startTime: number, duration: number, velocity: number, muted?: boolean}} LiveNote */
/**
 * What was clicked on.
 * @typedef {{handle: Handle} | {slots: Handle[]} | {lanes: Handle[], startBeat: number, endBeat: number}} Target
 */

/** Live said no. */
export class HostError extends Error {}

export class Host {
  #commands;
  #ui;
  #model;
  #environment;

  /** @param {any} activation  what Live gives to `activate` */
  constructor(activation) {
    const api = activation.initializeExtensionHost({ apiVersion: API_VERSION });
    this.#commands = api.commands;
    this.#ui = api.ui;
    this.#model = api.dataModel;
    this.#environment = api.environment;
  }

  /**
   * Put a command into the menus of all these scopes.
   * @param {string} id
   * @param {string} title
   * @param {string[]} scopes
   * @param {(target: Target) => Promise<void>} act  never rejects
   */
  addCommand(id, title, scopes, act) {
    this.#commands.registerCommand(id, (subject) => act(target(subject)));
    scopes.forEach((scope) => this.#ui.registerContextMenuAction(scope, title, id, () => {}));
  }

  /** @returns {string | null} */
  get storageFolder() {
    return this.#environment?.storageDirectory ?? null;
  }

  // -- the set

  get #song() {
    return this.#model.rootGetSong(this.#model.getRoot());
  }

  /** Beats a minute: the scene's own when it has one, else the song's. @param {Handle | null} scene */
  tempoBpm(scene) {
    const own = scene ? Number(this.#model.sceneGetTempo(scene)) : -1;
    return own > 0 ? own : Number(this.#model.songGetTempo(this.#song));
  }

  /**
   * The scene's own metre, or null: the song's cannot be read.
   * @param {Handle | null} scene
   * @returns {[number, number] | null}
   */
  metre(scene) {
    const numerator = scene ? Number(this.#model.sceneGetSignatureNumerator(scene)) : -1;
    return scene && numerator > 0 ? [numerator, Number(this.#model.sceneGetSignatureDenominator(scene))] : null;
  }

  /** @returns {Handle[]} */
  midiTracks() {
    return this.#model.songGetTracks(this.#song).filter((track) => this.is(track, "MidiTrack"));
  }

  /** @returns {Handle[]} */
  scenes() {
    return this.#model.songGetScenes(this.#song);
  }

  /**
   * Whether something is still there, and is of a class.
   * @param {Handle} handle
   * @param {"MidiClip" | "ClipSlot" | "MidiTrack" | "Scene" | "TakeLane"} name
   */
  is(handle, name) {
    return Boolean(this.#model.getObjectIsOfClass(handle, name));
  }

  /** What something stands in. @param {Handle} handle @returns {Handle | null} */
  parent(handle) {
    return this.#model.getObjectCanonicalParent(handle);
  }

  /** @param {Handle} track */
  trackName(track) {
    return String(this.#model.trackGetName(track));
  }

  /** @param {Handle} track @returns {Handle[]} */
  slots(track) {
    return this.#model.trackGetClipSlots(track);
  }

  /** @param {Handle} slot @returns {Handle | null} */
  clipIn(slot) {
    return this.#model.clipslotGetClip(slot);
  }

  /** Clips of a track in the arrangement. @param {Handle} track @returns {Handle[]} */
  arrangementClips(track) {
    return this.#model.trackGetArrangementClips(track);
  }

  // -- clips

  /** @param {Handle} clip */
  clipName(clip) {
    return String(this.#model.clipGetName(clip));
  }

  /** Where a clip stands in the arrangement, in beats. @param {Handle} clip */
  span(clip) {
    return { startBeat: Number(this.#model.clipGetStartTime(clip)), endBeat: Number(this.#model.clipGetEndTime(clip)) };
  }

  /** Which part of its notes a clip plays, in beats. @param {Handle} clip @returns {import("./clips.mjs").Window} */
  window(clip) {
    const model = this.#model;
    return {
      startBeat: Number(model.clipGetStartMarker(clip)),
      endBeat: Number(model.clipGetEndMarker(clip)),
      loop: model.clipGetLooping(clip)
        ? { startBeat: Number(model.clipGetLoopStart(clip)), endBeat: Number(model.clipGetLoopEnd(clip)) }
        : null,
    };
  }

  /** @param {Handle} clip @returns {LiveNote[]} */
  notes(clip) {
    return this.#model.midiclipGetNotes(clip).map(plain);
  }

  /** @param {Handle} clip @param {LiveNote[]} notes @param {string} name */
  fillClip(clip, notes, name) {
    this.#model.midiclipSetNotes(clip, notes);
    this.#model.clipSetName(clip, name);
  }

  /**
   * One step of undo, as far as Live allows; nothing in it may wait.
   * @template T
   * @param {() => T} act
   * @returns {T}
   */
  transaction(act) {
    return this.#model.withinTransaction(act);
  }

  /** @param {Handle} slot @param {number} lengthBeats @returns {Promise<Handle>} */
  createInSlot(slot, lengthBeats) {
    return changed("create the clip", (yes, no) => this.#model.clipslotCreateMidiClip(slot, lengthBeats, yes, no));
  }

  /** @param {Handle} track @param {number} startBeat @param {number} beats @returns {Promise<Handle>} */
  createInTrack(track, startBeat, beats) {
    return changed("create the clip", (yes, no) => this.#model.trackCreateMidiClip(track, startBeat, beats, yes, no));
  }

  /** @param {Handle} slot @returns {Promise<void>} */
  deleteInSlot(slot) {
    return changed("delete the clip", (yes, no) => this.#model.clipslotDeleteClip(slot, yes, no));
  }

  /** @param {Handle} track @param {Handle} clip @returns {Promise<void>} */
  deleteInTrack(track, clip) {
    return changed("delete the clip", (yes, no) => this.#model.trackDeleteClip(track, clip, yes, no));
  }

  // -- dialogs

  /**
   * Show a page; what it answers.
   * @param {string} url
   * @param {number} width  in pixels
   * @param {number} height
   * @returns {Promise<string>}
   */
  dialog(url, width, height) {
    return answered("show a dialog", (yes, no) => this.#ui.showModalDialog(url, width, height, yes, no));
  }

  /** Show progress, 0 to 100. @param {string} text @param {() => void} onCancel */
  async progress(text, onCancel) {
    const show = (yes) => this.#ui.showProgressDialog({ text, progress: 0 }, yes, onCancel);
    const shown = await answered("show progress", show);
    return {
      /** @param {string} words @param {number} percent */
      update: (words, percent) => quietly(() => shown.update({ text: words, progress: percent }, () => {})),
      close: () => inTime(CLOSES_WITHIN_MS, new Promise((yes) => quietly(() => shown.close(yes)))),
    };
  }
}

// A dialog that the musician stopped may be gone already.
function quietly(act) {
  try {
    act();
  } catch (error) {
    console.log(`Sideman: ${error.message}`);
  }
}

// Resolves with null when nothing came: what Live forgets to answer must not block us for ever.
function inTime(ms, promise) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function changed(what, call) {
  const result = await inTime(
    CHANGES_WITHIN_MS,
    answered(what, (yes, no) => call((handle) => yes({ handle }), no)),
  );
  if (!result) throw new HostError(`Live did not ${what} in time.`);
  return result.handle;
}

// Callbacks or a promise: whichever Live uses.
function answered(what, call) {
  return new Promise((resolve, reject) => {
    const refuse = (reason) => {
      const why = reason ? `: ${reason.message ?? reason}` : "";
      reject(new HostError(`Live did not ${what}${why}.`));
    };
    const promise = call(resolve, refuse); // what it throws rejects
    if (typeof promise?.then === "function") promise.then(resolve, refuse); // the SDK's own shape
  });
}

// Everything a note has, so that notes can be put back as they were.
function plain(note) {
  const numbers = Object.entries(note).map(([name, value]) => [
    name,
    typeof value === "bigint" ? Number(value) : value,
  ]);
  return { velocity: 100, ...Object.fromEntries(numbers) };
}

function target(subject) {
  if (subject?.selected_clip_slots) return { slots: subject.selected_clip_slots };
  if (subject?.selected_lanes) {
    return {
      lanes: subject.selected_lanes,
      startBeat: Number(subject.time_selection_start),
      endBeat: Number(subject.time_selection_end),
    };
  }
  return { handle: subject };
}
