"""The sound of each channel, and the messages due before its next note. Guarded by the performer's lock."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bridge.core.messages import SOUND_PORT, PlannedNote
from bridge.playback.parts import Router
from bridge.playback.scheduler import Scheduler
from bridge.playback.sounds import AS_GENERAL_MIDI, UNKNOWN, Sound

Channel = tuple[str, int]  # port, channel


class ChannelSounds:
    """sends_programs: whether a port is sent programs; without them it gets those alone that the performer chose."""

    def __init__(self, scheduler: Scheduler, *, sends_programs: Callable[[str], bool]) -> None:
        self._scheduler, self._sends_programs = scheduler, sends_programs
        self._parts: dict[Channel, int] = {}  # the part that a channel plays
        self._sent: dict[Channel, Sound] = {}
        self._sent_beats: dict[Channel, float] = {}  # of sounds that are sent when a beat comes

    def choose(self, notes: Iterable[PlannedNote], router: Router, *, at_once: bool = False) -> None:
        """Send each channel its part's sound: before its first note, later on the beat of the first that differs."""
        for note in notes:
            for port in (note.port, SOUND_PORT):
                key = port, note.channel
                self._parts[key] = note.part
                if router.sound_at(port, note.part) != self._sent.get(key):
                    begins = note.beat + min(note.shift_beats, 0.0)
                    self._send(key, router, None if at_once or key not in self._sent else begins)

    def change(self, router: Router) -> None:
        """Send every channel in use its sound now."""
        for key in self._parts:
            self._send(key, router, None)

    def cancel_from(self, beat: float) -> None:
        """The scheduler has dropped what was to be sent from ``beat`` on."""
        for key in [key for key, sent_beat in self._sent_beats.items() if sent_beat >= beat]:
            del self._sent_beats[key]
            self._sent[key] = UNKNOWN  # it may have been sent already

    def forget(self) -> None:
        """A synthesiser may be another one by the next performance."""
        self._parts, self._sent, self._sent_beats = {}, {}, {}

    def _send(self, key: Channel, router: Router, beat: float | None) -> None:
        port, channel = key
        sound, before = router.sound_at(port, self._parts[key]), self._sent.get(key, AS_GENERAL_MIDI)
        with_program = sound.is_own or port == SOUND_PORT or self._sends_programs(port)
        self._sent[key] = sound
        messages = list(sound.messages_from(channel, before, with_program=with_program))
        if messages and beat is None:
            self._scheduler.send_now(messages, port)
        elif messages and beat is not None:
            self._scheduler.send_at(beat, messages, port)
            self._sent_beats[key] = beat
