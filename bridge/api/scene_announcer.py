"""Tells subscribers of the topic ``scene`` what is set: by whatever way it was changed, a request, a controller, undo.

What is set is read some twenty times a second and compared with what was sent; without a subscriber nothing is read.
`tick` belongs to the ticker's thread, `snapshot` to the OSC thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bridge.api.shown_lines import ADDRESS, lines_of
from bridge.clocks.selector import ClockSelector
from bridge.inference.locks import Locks
from bridge.inference.protocol import TakeMade
from bridge.midi.cc_map import CcMap
from bridge.osc.arguments import AUTO
from bridge.osc.codec import Value
from bridge.osc.subscribers import Subscribers, Topic
from bridge.performance.performer import Performer
from bridge.performance.scene import Mode, Scene
from bridge.performance.scenes import Scenes
from bridge.settings.controls import CONTROLS, PART_FIELDS, Controls
from model.music.chord_symbols import chord_name
from model.music.config import PARTS

Message = tuple[Value, ...]  # an address and its values
Messages = dict[tuple[str, ...], Message]  # by what they tell of
Requests = dict[Message, Value]  # last values, by the address and the values before

_MAX_BARS_AHEAD = 16
_MIRROR_AGAIN_TICKS = 100  # an app that was started since is sent everything within some seconds


class SceneAnnouncer:
    """See the module."""

    def __init__(
        self, performer: Performer, scenes: Scenes, cc_map: CcMap, clock: ClockSelector, subscribers: Subscribers
    ) -> None:
        self._performer, self._scenes, self._cc_map, self._clock = performer, scenes, cc_map, clock
        self._subscribers = subscribers
        self._sent: Messages = {}
        self._scene: Scene | None = None
        self._of_scene: Messages = {}
        self._mirrored: Requests = {}
        self._n_ticks = 0

    def tick(self) -> None:
        """Publish what has changed since the last call."""
        wants_mirror = self._subscribers.wants(Topic.MIRROR)
        if not wants_mirror and not self._subscribers.wants(Topic.SCENE):
            self._sent = {}
            return
        now = self._messages()
        for message in _changes(self._sent, now):
            address, *values = message
            self._subscribers.publish(Topic.SCENE, str(address), *values)
        self._sent = now
        if wants_mirror:
            self._mirror(now)

    def _mirror(self, now: Messages) -> None:
        """Publish what has changed in the form of requests, and lines to show; now and then everything."""
        self._n_ticks = (self._n_ticks + 1) % _MIRROR_AGAIN_TICKS
        before = self._mirrored if self._n_ticks else {}
        shown: Requests = {(ADDRESS, name): text for name, text in lines_of(self._performer)}
        self._mirrored = {**_as_requests(now.values()), **_plan_as_requests(self._performer.scene), **shown}
        for (address, *first), value in self._mirrored.items():
            if before.get((address, *first)) != value:
                self._subscribers.publish(Topic.MIRROR, str(address), *first, value)

    def snapshot(self) -> list[Message]:
        """Everything that is set, for a new subscriber: addresses with their values."""
        return list(self._messages().values())

    def _messages(self) -> Messages:
        performer, scene = self._performer, self._performer.scene
        if scene is not self._scene:
            self._of_scene, self._scene = dict(_of_scene(scene)), scene
        takes, fixed = performer.auditions.takes, performer.editor.seeds.fixed
        return {
            **self._of_scene,
            ("locks",): ("/sideman/locked", *lock_values(performer.undoing.locks)),
            ("undo",): ("/sideman/undone", *performer.undoing.n_steps),
            ("sections",): ("/sideman/sections", *performer.sections.names()),
            ("scenes",): ("/sideman/scene/list", *self._scenes.names),
            ("clock",): ("/sideman/clock", self._clock.wanted, str(self._clock.active)),
            ("click",): ("/sideman/click", int(performer.click.is_on)),
            ("count_in",): ("/sideman/count_in", performer.click.n_count_in_bars),
            ("seed",): ("/sideman/seed", -1 if fixed is None else fixed),
            ("melody",): ("/sideman/melody", performer.sections.melody or "off"),
            ("handover",): ("/sideman/handover", int(scene.mode is Mode.RESPOND and performer.answers.is_handed_over)),
            ("follow_tempo",): ("/sideman/follow_tempo", int(performer.tempo_follower.is_on)),
            ("drum_map",): (
                "/sideman/drum_map",
                performer.instruments.drum_map.name,
                performer.instruments.drum_map.title,
            ),
            ("controllers",): ("/sideman/controllers", *_controllers(self._cc_map.targets)),
            ("ahead",): ("/sideman/ahead", *self._ahead()),
            **{("take", str(number)): _take(number, take) for number, take in enumerate(takes, 1)},
            ("takes",): ("/sideman/takes/made", len(takes)),
        }

    def _ahead(self) -> Iterator[Value]:
        for line in self._performer.sections.lines_ahead()[:_MAX_BARS_AHEAD]:
            yield from (line.number, line.beat, *line.metre, *line.chords, line.section)


def _as_requests(messages: Iterable[Message]) -> Requests:
    """What is set, as requests that would set it; controls that are left to the words have no value."""
    found: Requests = {}
    for message in messages:
        match message:
            case ("/sideman/control", name, value) if value != AUTO:
                found["/sideman/set", name] = value
            case ("/sideman/part/plays", part, value):
                found["/sideman/part", part, "on"] = value
            case ("/sideman/mode", value):
                found["/sideman/mode",] = value
    return found


def _plan_as_requests(scene: Scene) -> Requests:
    plan = scene.plan
    found: Requests = {}
    if plan.tempo_bpm:
        found["/sideman/tempo",] = float(plan.tempo_bpm)
    if plan.key:
        found["/sideman/key",] = str(plan.key)
    return found


def lock_values(locks: Locks) -> tuple[str, str]:
    """Parts and bars that are locked, as ``/sideman/locked`` has them."""
    parts = ",".join(PARTS[part] for part in sorted(locks.parts))
    return parts, ",".join(f"{first}-{last}" for first, last in locks.bars)


def _changes(before: Messages, now: Messages) -> Iterator[Message]:
    """Messages that are new or differ; a value of a part that is held no longer is ``auto`` again."""
    for key, message in now.items():
        if before.get(key) != message:
            yield message
    for key in before.keys() - now.keys():
        if key[0] == "part":
            yield (*before[key][:-1], AUTO)


def _of_scene(scene: Scene) -> Iterator[tuple[tuple[str, ...], Message]]:
    yield from _of_controls(scene.controls)
    for part in PARTS:
        held = scene.controls.part(part).on
        yield ("plays", part), ("/sideman/part/plays", part, int(part in scene.plan.parts if held is None else held))
    yield ("mode",), ("/sideman/mode", scene.mode.value)
    yield ("quantum",), ("/sideman/quantum", scene.quantum.value)
    yield ("chords",), ("/sideman/chords", *(chord_name(chord) for pair in scene.chords for chord in pair))


def _of_controls(controls: Controls) -> Iterator[tuple[tuple[str, ...], Message]]:
    for control in CONTROLS:
        value = controls[control.name]
        yield ("control", control.name), ("/sideman/control", control.name, AUTO if value is None else value)
    for part, mine in controls.parts.items():
        for each in PART_FIELDS:
            held = getattr(mine, each.name)
            if held is not None:
                number = int(held) if each.is_whole else float(held)
                yield ("part", part, each.name), ("/sideman/part", part, each.name, number)


def _controllers(targets: Mapping[str, str]) -> Iterator[Value]:
    for key, target in targets.items():
        yield from (target, key)


def _take(number: int, take: TakeMade) -> Message:
    n_notes = sum(len(bar.tones) for bar in take.bars)
    return ("/sideman/takes/take", number, n_notes, str(take.path), take.line)
