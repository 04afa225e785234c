/*! Sideman's extension for Ableton Live. MIT licence, as the rest of Sideman. */

/** Where Live begins: puts the commands into its menus. Everything is put together here. */

import { Actions } from "./actions.mjs";
import { Host } from "./host.mjs";
import { playerPort } from "./settings.mjs";

// A right-click on a clip of the arrangement may come as a selection: both scopes have every command.
const SLOTS = ["ClipSlot", "ClipSlotSelection"],
  CLIPS = ["MidiClip", "MidiTrack.ArrangementSelection"];
const EVERYWHERE = [...SLOTS, ...CLIPS, "MidiTrack", "Scene"];

/** @param {any} activation  Live's */
export function activate(activation) {
  const host = new Host(activation);
  const actions = new Actions(host, () => playerPort(host.storageFolder));
  /** @type {["generate" | "continue" | "fill" | "vary" | "again", string, string[]][]} */
  const commands = [
    ["generate", "Sideman: generate…", EVERYWHERE],
    ["continue", "Sideman: continue", [...SLOTS, ...CLIPS]],
    ["fill", "Sideman: fill this part from the other clips of the scene", [...SLOTS, ...CLIPS, "Scene"]],
    ["vary", "Sideman: vary", [...SLOTS, ...CLIPS]],
    ["again", "Sideman: again", EVERYWHERE],
  ];
  for (const [name, title, scopes] of commands) {
    host.addCommand(`sideman.${name}`, title, scopes, (target) => actions[name](target));
  }
}
