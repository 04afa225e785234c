"""The values of ``/sideman/status``, in the order of `bridge.api.status_table.STATUS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bridge.clocks.midi import MidiClock
from bridge.clocks.selector import ClockSelector
from bridge.core.timebase import Timebase
from bridge.inference.link import InferenceLink
from bridge.jack.link import JackLink
from bridge.midi.player_input import PlayerInput
from bridge.midi.reastream_input import ReaStreamInput
from bridge.osc.codec import Value, float_rest
from bridge.osc.server import OscServer
from bridge.osc.subscribers import Subscribers
from bridge.performance.performer import Performer
from bridge.playback.scheduler import Scheduler
from bridge.sound.link import SoundLink
from bridge.sound.protocol import SoundReport

_MAX_NAMES_CHARACTERS = 200


@dataclass
class StatusReport:
    """Asks everything that has a part in the status. sound, reastream, midi_clock: None where there is none."""

    performer: Performer
    scheduler: Scheduler
    clock: ClockSelector
    inference: InferenceLink
    subscribers: Subscribers
    server: OscServer
    time: Timebase
    midi_port: Callable[[], str]
    missing_ports: Callable[[], list[str]]
    player: PlayerInput
    sound: SoundLink | None = None
    reastream: ReaStreamInput | None = None
    midi_clock: MidiClock | None = None
    jack: JackLink | None = None
    _began_s: float = field(init=False)

    def __post_init__(self) -> None:
        self._began_s = self.time.now_s()

    def values(self) -> tuple[Value, ...]:
        """Names and values in turn."""
        named = {
            **self._playing(),
            **self._transport(),
            **self._sound(),
            **self._midi_clock(),
            "uptime_s": self.time.now_s() - self._began_s,
            "midi_received": self.player.n_received,
            "midi_ignored": self.player.n_ignored,
        }
        return tuple(each for pair in named.items() for each in pair)

    def _playing(self) -> dict[str, Value]:
        now, sent = self.performer.status(), self.scheduler.punctuality()
        return {
            "playing": int(now.playing),
            "waiting": int(now.waiting),
            "mode": now.mode,
            "holding": int(now.holding),
            "bar": now.bar,
            "beat": now.beat,
            "beat_rest": float_rest(now.beat),
            "tempo": now.tempo_bpm,
            "beats_ahead": now.n_beats_ahead,
            "clock": str(self.clock.active),
            "seed": now.seed,
            "notes": sent.n_sent,
            "notes_late": sent.n_late,
            "notes_dropped": sent.n_dropped,
            "sounding": self.scheduler.n_sounding,
            "late_p50_ms": sent.skew_p50_ms,
            "late_p99_ms": sent.skew_p99_ms,
            "bars_late": now.n_late_bars,
            "resting": now.n_resting,
            "clips_waiting": now.n_waiting_clips,
            "section": self.performer.sections.now(),
        }

    def _transport(self) -> dict[str, Value]:
        return {
            "inference": int(self.inference.is_up),
            "restarts": self.inference.n_restarts,
            "subscriptions": len(self.subscribers),
            "connections": self.server.n_connections,
            "received": self.server.n_received,
            "errors": self.server.n_errors,
            "foreign": self.server.n_foreign,
            "midi_port": self.midi_port(),
            "midi_lead_ms": 0.0 if self.jack is None else 1000.0 * self.jack.lead_s,
            "midi_late": 0 if self.jack is None else self.jack.report.n_late + self.jack.report.n_dropped,
            "ports_missing": ", ".join(self.missing_ports())[:_MAX_NAMES_CHARACTERS],
        }

    def _midi_clock(self) -> dict[str, Value]:
        clock = self.midi_clock
        phase_s = None if clock is None else clock.phase_s
        return {
            "clock_phase_ms": 1000.0 * (phase_s or 0.0),
            "clock_slips": 0 if clock is None else clock.n_slips,
        }

    def _sound(self) -> dict[str, Value]:
        sound, stream = self.sound, self.reastream
        report = SoundReport() if sound is None else sound.report
        return {
            "sound": int(sound is not None and sound.is_up),
            "sound_restarts": 0 if sound is None else sound.n_restarts,
            "underruns": report.n_underruns,
            "sound_late": report.n_late,
            "sound_load": report.load,
            "sound_limited": report.n_limited,
            "reastream": 0 if stream is None else stream.n_messages,
            "reastream_refused": 0 if stream is None else stream.n_refused + stream.n_strange,
            "sound_latency_ms": report.latency_ms,
            "sound_output": report.output,
            "sound_rate_hz": report.sample_rate_hz,
        }
