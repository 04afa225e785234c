"""Acts on MIDI input: notes, controllers, scene changes and clock. Called on the threads of the MIDI inputs."""

from __future__ import annotations

import logging

from bridge.clocks.midi import MidiClock
from bridge.clocks.mtc import QUARTER_FRAME, SYSEX, MtcClock
from bridge.core.errors import BadRequestError, UnknownSceneError
from bridge.midi.cc_map import CcMap
from bridge.midi.player_input import CLOCK_BYTES
from bridge.performance.performer import Performer
from bridge.performance.scenes import Scenes
from bridge.performance.sections import NEXT
from bridge.playback.scheduler import Scheduler
from bridge.settings.controls import BY_NAME, PART_FIELD_BY_NAME, Control
from model.music.gaps import Aspect
from model.music.generation_options import FILL

log = logging.getLogger("midi.in")

_SCENE = "scene."
_PRESSED = 64
_HOLD_BARS = 2


class MidiActions:
    """Implements `bridge.midi.player_input.PlayerActions`.

    has_clock_alone: whether clock has come by the input for clock alone.
    """

    def __init__(
        self,
        performer: Performer,
        scenes: Scenes,
        cc_map: CcMap,
        scheduler: Scheduler,
        clock: MidiClock,
        mtc: MtcClock | None = None,
    ) -> None:
        self._performer, self._scenes, self._cc_map = performer, scenes, cc_map
        self._scheduler, self.clock, self._mtc = scheduler, clock, mtc
        self.has_clock_alone = False

    def player_note(self, pitch: int, velocity: int, at_s: float | None = None) -> None:
        """Pass on a note of the player's; velocity 0 releases it. at_s: when the key was struck; None: now."""
        self._performer.player_note(pitch, velocity, at_s)

    def thru(self, data: bytes, note_id: int) -> None:
        """Send on what came in."""
        self._scheduler.send_thru(data, note_id)

    def clock_bytes(self, data: bytes, at_s: float | None) -> None:
        """Clock or time code; from the keys' input only while the clock's own has none."""
        if not self.has_clock_alone:
            self._clock_bytes(data, at_s)

    def ticks_lost(self, n_ticks: int) -> None:
        """So many ticks are lost before the one that comes next by the keys' input."""
        if not self.has_clock_alone:
            self.clock.lost(n_ticks)

    def clock_alone(self, data: bytes, at_s: float | None) -> None:
        """Receive a message of the input for clock alone; others than clock are ignored."""
        if data and data[0] in CLOCK_BYTES:
            self.has_clock_alone = True
            self._clock_bytes(data, at_s)

    def _clock_bytes(self, data: bytes, at_s: float | None) -> None:
        if data[0] not in (QUARTER_FRAME, SYSEX):
            self.clock.receive(data, at_s)
        elif self._mtc is not None:
            self._mtc.receive(data, at_s)

    def program(self, number: int) -> None:
        """Program Change n, counted from 1 as instruments show it, recalls the scene named so."""
        name = str(number + 1)
        try:
            self._performer.editor.recall(self._scenes.recall(name))
        except UnknownSceneError:
            log.info("Program Change %s: no scene of that name", name)

    def controller(self, controller: int, value: int, channel: int) -> None:
        """A knob, fader or button; channel from 1."""
        target = self._cc_map.target_of(controller, channel)
        if target is None:
            return
        if target in BY_NAME:
            turned = BY_NAME[target].from_midi(value)
            self._performer.editor.update_controls(lambda controls: controls.with_value(target, turned), f"cc {target}")
        elif target.startswith(_SCENE):
            if value >= _PRESSED:
                self.program(int(target.removeprefix(_SCENE)) - 1)
        elif "." in target:
            self._turn_part(target, value)
        else:
            self._press(target, pressed=value >= _PRESSED)

    def _turn_part(self, target: str, value: int) -> None:
        part, name = target.split(".")
        each = PART_FIELD_BY_NAME[name]
        scaled = Control(name, each.low, each.high, None, "", each.is_whole).from_midi(value)
        self._performer.editor.update_controls(
            lambda controls: controls.with_part(part, name, scaled), f"cc {part}.{name}"
        )

    def _press(self, target: str, *, pressed: bool) -> None:
        """Buttons act when pressed; hold lasts as long as it is."""
        if target == "hold":
            if pressed:
                self._performer.hold(_HOLD_BARS)
            else:
                self._performer.release()
        elif pressed and target == "play":
            self._performer.play()
        elif pressed and target == "stop":
            self._performer.stop()
        elif pressed and target == "handover":
            self._performer.hand_over()
        elif pressed and target == "fill":
            self._performer.cues.ask(FILL)
        elif pressed and target == "next_section":
            self._call_next()
        elif pressed and target in ("again", "undo", "redo"):
            self._make_or_take_back(target)
        elif pressed:
            self._performer.panic()

    def _make_or_take_back(self, target: str) -> None:
        undoing = self._performer.undoing
        if target != "again":
            undoing.undo() if target == "undo" else undoing.redo()
            return
        made = undoing.again(frozenset(), None, Aspect.ALL)
        if isinstance(made, str):
            log.info("again: %s", made)

    def _call_next(self) -> None:
        try:
            self._performer.sections.call(NEXT)
        except BadRequestError as error:
            log.info("next section: %s", error)
