// A double of Max's LiveAPI: a set of tracks with slots and clips, as far as the clip device uses it. Calls answer as Live's
// do: arrays of one, notes as a dictionary; what does not exist has id 0.
"use strict";

class Set {
    constructor(track_names, n_scenes = 8) {
        this.tempo = 120;
        this.metre = [4, 4];
        this.tracks = track_names.map((name) => ({ name, slots: Array(n_scenes).fill(null) }));
        this.own_track = 0;
        this.selected = null; // [track, slot]
        this.calls = [];
    }

    clip(track, slot) {
        return this.tracks[track].slots[slot];
    }

    put(track, slot, length, notes) {
        this.tracks[track].slots[slot] = { name: "", start: 0, end: length, notes, is_midi: 1 };
    }

    api() {
        const set = this;
        return function LiveAPI(path) {
            const at = /^live_set tracks (\d+)(?: clip_slots (\d+))?( clip)?$/;
            this.path = path;
            if (path === "this_device") this.path = `"live_set tracks ${set.own_track} devices 0"`;
            if (path === "live_set view selected_track") this.path = `"live_set tracks ${set.own_track}"`;
            if (path === "live_set view highlighted_clip_slot") {
                this.path = set.selected ? `"live_set tracks ${set.selected[0]} clip_slots ${set.selected[1]}"` : "";
            }
            const [, track, slot, clip] = at.exec(this.path.replace(/"/g, "")) || [];
            const its_track = set.tracks[track];
            const its_clip = its_track && slot !== undefined ? its_track.slots[slot] : null;
            this.id = this.path === "" || (track && !its_track) || (clip && !its_clip) ? 0 : 1;
            if (its_track && slot !== undefined && Number(slot) >= its_track.slots.length) this.id = 0;
            this.getcount = (what) => (what === "tracks" ? set.tracks.length : its_track.slots.length);
            this.get = (name) => {
                if (path === "live_set") {
                    return [{ tempo: set.tempo, signature_numerator: set.metre[0], signature_denominator: set.metre[1] }[name]];
                }
                if (clip) return [{ loop_start: its_clip.start, loop_end: its_clip.end, is_midi_clip: its_clip.is_midi }[name]];
                if (slot !== undefined) return [{ has_clip: its_clip ? 1 : 0 }[name]];
                return [its_track[name]];
            };
            this.set = (name, value) => {
                set.calls.push(["set", name, value]);
                if (!(name in { loop_end: 1, name: 1 })) throw new Error(`cannot set ${name}`);
                its_clip[name === "loop_end" ? "end" : name] = value;
            };
            this.call = (name, ...args) => {
                set.calls.push([name]);
                if (name === "create_clip") {
                    if (its_clip) throw new Error("the slot has a clip");
                    set.put(track, slot, args[0], []);
                } else if (name === "add_new_notes") {
                    args[0].notes.forEach((n) => {
                        if (!(n.duration > 0 && n.velocity >= 1 && n.velocity <= 127 && n.pitch >= 0 && n.pitch <= 127)) {
                            throw new Error(`no such note: ${JSON.stringify(n)}`);
                        }
                    });
                    its_clip.notes.push(...args[0].notes);
                } else if (name === "remove_notes_extended") {
                    its_clip.notes = [];
                } else if (name === "get_notes_extended") {
                    return JSON.stringify({ notes: its_clip.notes });
                } else {
                    throw new Error(`Live has no ${name}`); // set_notes among them, which fails in Live 12
                }
                return null;
            };
        };
    }
}

module.exports = { Set };
