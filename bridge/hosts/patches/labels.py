"""Labels of the pages of Pd and Max: plain words, each with the request it stands for."""

from __future__ import annotations

from bridge.performance.scene import Mode

EXAMPLES = (
    ("slow smoky blues with brushes and upright bass", "prompt slow smoky blues with brushes and upright bass"),
    ("funk with drums, bass and organ at 104", "prompt funk with drums bass and organ at 104"),
    ("bossa nova in D minor", "prompt bossa nova in D minor"),
    ("electronic within 20 seconds", "style/morph 20 electronic 1"),
)
BUTTONS = (
    (("play", "play"), ("stop", "stop"), ("hold 2 bars", "hold 2"), ("let go", "release"), ("silence", "panic")),
    (
        *(("next section", "section next"), ("section again", "section repeat"), ("fill", "fill/now")),
        *(("end in 2 bars", "ending 2"), ("own chords", "chords auto")),
    ),
    (("make anew", "again"), ("undo", "undo"), ("redo", "redo"), ("3 takes", "takes 3")),
)
MODES = ((Mode.PLAY, "plays on"), (Mode.RESPOND, "answers me"), (Mode.ACCOMPANY, "accompanies me"))
STATES = ("stopped", "playing", "waiting for the clock or the player")
