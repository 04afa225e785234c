// The Live set as our clip device needs it: tracks, slots, clips, notes. The only file that knows the Live Object Model.
// Plain ES5; `LiveAPI` is Max's, or a double of it.

function LiveSet(LiveAPI) {
    this.LiveAPI = LiveAPI;
}

LiveSet.prototype.at = function (path) {
    return new this.LiveAPI(path);
};

function number(value) {
    return Number(Array.isArray(value) ? value[0] : value);
}

function exists(api) {
    return Boolean(api) && Number(api.id) !== 0;
}

LiveSet.prototype.tempo = function () {
    return number(this.at("live_set").get("tempo"));
};

LiveSet.prototype.metre = function () {
    var song = this.at("live_set");
    return [number(song.get("signature_numerator")), number(song.get("signature_denominator"))];
};

// Where the device sits: the path of its own track, else of the selected one.
LiveSet.prototype.own_track = function () {
    var device = this.at("this_device"), path = exists(device) ? unquoted(device.path) : "";
    var found = /^live_set tracks \d+/.exec(path);
    return found ? found[0] : unquoted(this.at("live_set view selected_track").path);
};

// Slot paths of a track, in order.
LiveSet.prototype.slots = function (track_path) {
    var track = this.at(track_path), slots = [];
    for (var i = 0; i < track.getcount("clip_slots"); i++) {
        slots.push(track_path + " clip_slots " + i);
    }
    return slots;
};

LiveSet.prototype.has_clip = function (slot_path) {
    return number(this.at(slot_path).get("has_clip")) === 1;
};

// The selected slot when it is on the track, else null.
LiveSet.prototype.selected_slot = function (track_path) {
    var slot = this.at("live_set view highlighted_clip_slot");
    var path = exists(slot) ? unquoted(slot.path) : "";
    return path.indexOf(track_path + " clip_slots ") === 0 ? path : null;
};

// The next slot without a clip, from one on; null when the track is full.
LiveSet.prototype.next_empty_slot = function (track_path, from_slot) {
    var slots = this.slots(track_path), start = from_slot ? slots.indexOf(from_slot) : 0;
    for (var i = Math.max(start, 0); i < slots.length; i++) {
        if (!this.has_clip(slots[i])) {
            return slots[i];
        }
    }
    return null;
};

LiveSet.prototype.create_clip = function (slot_path, beats) {
    this.at(slot_path).call("create_clip", beats);
    return slot_path + " clip";
};

LiveSet.prototype.clip_length = function (clip_path) {
    var clip = this.at(clip_path);
    return number(clip.get("loop_end")) - number(clip.get("loop_start"));
};

LiveSet.prototype.set_length = function (clip_path, beats) {
    var clip = this.at(clip_path);
    clip.set("loop_end", number(clip.get("loop_start")) + beats);
};

LiveSet.prototype.set_name = function (clip_path, name) {
    this.at(clip_path).set("name", name);
};

LiveSet.prototype.clear_notes = function (clip_path) {
    this.at(clip_path).call("remove_notes_extended", 0, 128, 0, this.clip_length(clip_path) + 1e6);
};

// notes: {pitch, beat, beats, velocity}, from the clip's start. One call: one step of undo.
LiveSet.prototype.add_notes = function (clip_path, notes) {
    this.at(clip_path).call("add_new_notes", {
        notes: notes.map(function (note) {
            return { pitch: note.pitch, start_time: note.beat, duration: note.beats, velocity: note.velocity, mute: 0 };
        })
    });
};

// The notes of a clip, as they are heard.
LiveSet.prototype.notes = function (clip_path) {
    var answer = this.at(clip_path).call("get_notes_extended", 0, 128, 0, this.clip_length(clip_path));
    var text = Array.isArray(answer) ? answer.join("") : answer;
    var found = typeof text === "string" ? JSON.parse(text) : text;
    return (found.notes || []).filter(function (note) { return !note.mute; }).map(function (note) {
        return { pitch: note.pitch, beat: note.start_time, beats: note.duration, velocity: Math.round(note.velocity) };
    });
};

LiveSet.prototype.track_name = function (track_path) {
    return String(this.at(track_path).get("name"));
};

// Clips of the scene that a slot is in, on other tracks: [{track, clip}].
LiveSet.prototype.scene_of = function (slot_path) {
    var own = /^(live_set tracks \d+) clip_slots (\d+)/.exec(slot_path), clips = [];
    var n_tracks = this.at("live_set").getcount("tracks");
    for (var i = 0; i < n_tracks; i++) {
        var track = "live_set tracks " + i, slot = track + " clip_slots " + own[2];
        if (track !== own[1] && exists(this.at(slot)) && this.has_clip(slot)) {
            if (number(this.at(slot + " clip").get("is_midi_clip")) === 1) {
                clips.push({ track: track, clip: slot + " clip" });
            }
        }
    }
    return clips;
};

function unquoted(path) {
    return String(path).replace(/^"|"$/g, "");
}

exports.LiveSet = LiveSet;
