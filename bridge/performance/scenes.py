"""Scenes by name, kept in a file so that they outlive the daemon. On the OSC and MIDI threads; a lock guards them."""

from __future__ import annotations

import json
import logging
import math
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from bridge.core.errors import BusyError, SidemanError, UnknownSceneError
from bridge.performance.scene import Mode, Quantum, Scene
from bridge.settings.controls import BY_NAME, N_MIDI_VALUES, PART_FIELD_BY_NAME, Controls
from model.music.config import PARTS
from model.music.events import Metre
from model.music.keys import Key
from model.music.plan import Plan
from model.text.styles import is_style

log = logging.getLogger(__name__)

MAX_SCENES = 256
FILE_NAME = "sideman-scenes.json"
_TUPLES = ("parts", "excluded", "unknown", "notes", "mood", "text", "asked")
_NUMBERS = (
    *("tempo_bpm", "valence", "energy", "density", "register", "articulation", "swing"),
    *("tempo_factor", "usual_bpm"),
)
_UNREADABLE = (
    *(OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError),
    SidemanError,
)


Submit = Callable[[Callable[[], object]], None]
Done = Callable[[SidemanError | None], None]


def _at_once(call: Callable[[], object]) -> None:
    call()


class Scenes:
    """Reads its file when made; a damaged one is reported and kept under another name.

    submit: makes a call later on a thread that may wait for a disk; without it files are written at once. A change
    counts at once either way. ``done`` is called when it stands in the file, or when it is taken back, with the reason.
    """

    def __init__(self, path: Path, submit: Submit | None = None) -> None:
        self._path, self._lock, self._submit = path, threading.Lock(), submit or _at_once
        self._scenes: dict[str, Scene] = _read(path)

    @property
    def names(self) -> list[str]:
        """Names in the order in which scenes were first stored."""
        with self._lock:
            return list(self._scenes)

    def store(self, name: str, scene: Scene, done: Done | None = None) -> None:
        """Keep a scene. Raises BusyError when there are too many."""
        with self._lock:
            if name not in self._scenes and len(self._scenes) >= MAX_SCENES:
                raise BusyError(f"{MAX_SCENES} scenes are all there can be; delete some")
            before, self._scenes = self._scenes, {**self._scenes, name: scene}
        self._save(before, done)

    def delete(self, name: str, done: Done | None = None) -> None:
        """Forget a scene. Raises UnknownSceneError."""
        with self._lock:
            self._find(name)
            before = self._scenes
            self._scenes = {key: scene for key, scene in before.items() if key != name}
        self._save(before, done)

    def recall(self, name: str) -> Scene:
        """A scene. Raises UnknownSceneError."""
        with self._lock:
            return self._find(name)

    def _find(self, name: str) -> Scene:
        if name not in self._scenes:
            known = ", ".join(self._scenes) or "none yet"
            raise UnknownSceneError(f"there is no scene {name!r}; stored are: {known}")
        return self._scenes[name]

    def _save(self, before: dict[str, Scene], done: Done | None) -> None:
        scenes = self._scenes

        def write() -> None:
            try:
                self._write(scenes)
            except SidemanError as error:
                with self._lock:
                    if self._scenes is scenes:
                        self._scenes = before
                if done is None:
                    raise
                done(error)
            else:
                if done is not None:
                    done(None)

        self._submit(write)

    def _write(self, scenes: Mapping[str, Scene]) -> None:
        text = json.dumps({name: scene_to_json(scene) for name, scene in scenes.items()}, indent=1, ensure_ascii=False)
        beside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, encoding="utf-8")
            os.replace(beside, self._path)
        except OSError as error:
            raise SidemanError(f"the scenes cannot be written to {self._path}: {error.strerror or error}") from error


def scene_to_json(scene: Scene) -> dict[str, Any]:
    """Plain values."""
    plan = {each.name: getattr(scene.plan, each.name) for each in fields(Plan)}
    plan["assumed"] = sorted(scene.plan.assumed)
    parts = {name: {f: getattr(c, f) for f in PART_FIELD_BY_NAME} for name, c in scene.controls.parts.items()}
    return {
        "plan": {name: value for name, value in plan.items() if value not in (None, (), [], "")},
        "controls": dict(scene.controls.values),
        "parts": parts,
        "chords": scene.chords,
        "mode": scene.mode.value,
        "quantum": scene.quantum.value,
    }


def scene_from_json(data: Mapping[str, Any]) -> Scene:
    """Inverse of `scene_to_json`. Raises one of `_UNREADABLE` for what it never wrote."""
    plan = dict(data["plan"])
    known: dict[str, Any] = {name: tuple(plan[name]) for name in _TUPLES if name in plan}
    known["style"] = tuple((str(name), float(weight)) for name, weight in plan.get("style", ()))
    known["programs"] = tuple((PARTS[PARTS.index(part)], int(number)) for part, number in plan.get("programs", ()))
    known["key"] = Key(*plan["key"]) if plan.get("key") else None
    known["metre"] = Metre(*plan["metre"]) if plan.get("metre") else None
    known["assumed"] = frozenset(plan.get("assumed", ()))
    controls = Controls()
    for name, value in data["controls"].items():
        controls = controls.with_value(BY_NAME[name].name, value)
    for part, values in data["parts"].items():
        for name, value in values.items():
            controls = controls.with_part(PARTS[PARTS.index(part)], name, value)
    chords = tuple((int(first), int(second)) for first, second in data["chords"])
    checked = _checked(Plan(**{**plan, **known}))
    return Scene(checked, controls, chords, Mode(data["mode"]), Quantum(data["quantum"]))


def _checked(plan: Plan) -> Plan:
    """The plan, if it is valid: the file may have been edited. Raises TypeError, ValueError."""
    for name in _NUMBERS:
        value = getattr(plan, name)
        if value is not None and not math.isfinite(value):
            raise ValueError(f"{name} is {value}")
    if plan.tempo_bpm is not None and plan.tempo_bpm <= 0.0:
        raise ValueError(f"the tempo is {plan.tempo_bpm}")
    if plan.key is not None and Key.parse(str(plan.key)) != plan.key:
        raise ValueError(f"{plan.key} is not a recognised key")
    if plan.metre is not None and Metre.parse(str(plan.metre)) != plan.metre:
        raise ValueError(f"{plan.metre} is not a recognised metre")
    if unknown := [name for name in (*plan.parts, *plan.excluded, *plan.asked) if name not in PARTS]:
        raise ValueError(f"{unknown[0]} is not a part")
    if unknown_programs := [number for _, number in plan.programs if not 0 <= number < N_MIDI_VALUES]:
        raise ValueError(f"{unknown_programs[0]} is not a program")
    if unknown := [name for name, _ in plan.style if not is_style(name)]:
        raise ValueError(f"{unknown[0]} is not a style")
    return plan


def _read(path: Path) -> dict[str, Scene]:
    if not path.exists():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): scene_from_json(scene) for name, scene in data.items()}
    except _UNREADABLE as error:
        beside = path.with_suffix(".damaged")
        log.warning("scenes in %s cannot be read (%s); the file is kept as %s", path, error, beside.name)
        try:
            os.replace(path, beside)
        except OSError as moving:
            log.warning("%s could not be kept: %s", path, moving)
        return {}
