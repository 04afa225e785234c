"""Scenes outlive the daemon, whatever is in them and whatever happened to their file."""

import dataclasses
import json
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridge.core.errors import BusyError, SidemanError, UnknownSceneError
from bridge.performance.scene import Mode, Quantum, Scene
from bridge.performance.scenes import FILE_NAME, MAX_SCENES, Scenes, scene_from_json, scene_to_json
from bridge.settings.controls import CONTROLS, PART_FIELDS, Controls
from model.music.chord_symbols import NO_CHORD
from model.music.config import MAX_TEMPO_BPM, METRES, MIN_TEMPO_BPM, PARTS, STYLES, TEXT_WIDTH
from model.music.events import Metre
from model.music.keys import Key
from model.music.plan import Plan
from model.text import complete, parse

WORDS = ("blues", "jazz", "7/8", "in D", "minor", "faster", "no", "drums", "loud", "sad", "1970s", "140 bpm", "雨")
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
NUMBER = st.floats(-4.0, 4.0)
MAYBE = st.none() | NUMBER
PART_NAMES = st.lists(st.sampled_from(PARTS), unique=True, max_size=5).map(tuple)
FIELDS = [field.name for field in dataclasses.fields(Plan)]
PLANS = st.builds(
    Plan,
    words=TEXT,
    style=st.lists(st.tuples(st.sampled_from(STYLES), st.floats(0.01, 1.0)), max_size=4).map(tuple),
    tempo_bpm=st.none() | st.floats(MIN_TEMPO_BPM, MAX_TEMPO_BPM),
    key=st.none() | st.builds(Key, st.integers(0, 11), st.sampled_from(("major", "minor"))),
    metre=st.none() | st.sampled_from(METRES).map(lambda metre: Metre(*metre)),
    parts=PART_NAMES,
    excluded=PART_NAMES,
    unknown=st.lists(TEXT, max_size=3).map(tuple),
    mood=st.lists(TEXT, max_size=3).map(tuple),
    **dict.fromkeys(("valence", "energy", "density", "register", "articulation", "swing", "tempo_factor"), MAYBE),
    text=st.just(()) | NUMBER.map(lambda value: (value, *[0.5] * (TEXT_WIDTH - 1))),
    era=st.none() | st.sampled_from(("1970s", "baroque")),
    mode=st.none() | st.sampled_from(("major", "minor")),
    usual_bpm=st.none() | st.floats(40.0, 200.0),
    asked=PART_NAMES,
    is_line_up=st.booleans(),
    assumed=st.frozensets(st.sampled_from(FIELDS)),
)


@st.composite
def any_controls(draw):
    controls = Controls()
    for each in draw(st.lists(st.sampled_from(CONTROLS), unique=True)):
        value = draw(st.floats(each.low, each.high))
        controls = controls.with_value(each.name, round(value) if each.is_whole else value)
    for part in draw(st.lists(st.sampled_from(PARTS), unique=True, max_size=3)):
        for each in draw(st.lists(st.sampled_from(PART_FIELDS), unique=True)):
            value = draw(st.floats(each.low, each.high))
            controls = controls.with_part(part, each.name, round(value) if each.is_whole else value)
    return controls


CHORD = st.integers(0, NO_CHORD)
SCENES = st.builds(
    Scene,
    PLANS,
    any_controls(),
    st.lists(st.tuples(CHORD, CHORD), max_size=4).map(tuple),
    st.sampled_from(Mode),
    st.sampled_from(Quantum),
)
SCENE = Scene(complete(parse("slow blues in G, no drums")), Controls(), ((1, 2),), Mode.PLAY, Quantum.BAR)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / FILE_NAME


@given(SCENES)
def test_any_scene_comes_back_from_json_as_it_was(scene):
    again = scene_from_json(json.loads(json.dumps(scene_to_json(scene))))
    assert again == scene
    assert scene_to_json(again) == scene_to_json(scene)
    assert hash(again.plan) == hash(scene.plan)


@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_whatever_words_make_comes_back(words):
    plan = complete(parse(" ".join(words)))
    scene = dataclasses.replace(SCENE, plan=plan)
    assert scene_from_json(json.loads(json.dumps(scene_to_json(scene)))) == scene


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(scenes=st.dictionaries(TEXT.filter(bool), SCENES, max_size=4))
def test_scenes_outlive_the_daemon_in_their_order(tmp_path_factory, scenes):
    path = tmp_path_factory.mktemp("scenes") / FILE_NAME
    ours = Scenes(path)
    for name, scene in scenes.items():
        ours.store(name, scene)
    again = Scenes(path)
    assert again.names == list(scenes)
    assert {name: again.recall(name) for name in again.names} == scenes
    for name in scenes:
        again.delete(name)
    assert Scenes(path).names == []


def test_a_scene_stored_again_keeps_its_place(path):
    scenes = Scenes(path)
    for name in ("a", "b", "a"):
        scenes.store(name, SCENE)
    assert Scenes(path).names == ["a", "b"]


def test_an_unknown_one_is_named_beside_those_there_are(path):
    scenes = Scenes(path)
    with pytest.raises(UnknownSceneError, match="none yet"):
        scenes.recall("a")
    scenes.store("b", SCENE)
    for act in (scenes.recall, scenes.delete):
        with pytest.raises(UnknownSceneError, match="'a'; stored are: b"):
            act("a")


def test_there_are_so_many_and_no_more(path, monkeypatch):
    monkeypatch.setattr("bridge.performance.scenes.MAX_SCENES", 3)
    assert MAX_SCENES == 256
    scenes = Scenes(path)
    for number in range(3):
        scenes.store(str(number), SCENE)
    with pytest.raises(BusyError, match="delete some"):
        scenes.store("3", SCENE)
    scenes.store("2", SCENE)
    scenes.delete("0")
    scenes.store("3", SCENE)
    assert scenes.names == ["1", "2", "3"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders are made unwritable otherwise")
def test_a_file_that_cannot_be_written_is_one_sentence_and_nothing_changes(tmp_path):
    (tmp_path / "file").write_text("")
    scenes = Scenes(tmp_path / "file" / FILE_NAME)
    with pytest.raises(SidemanError, match="cannot be written"):
        scenes.store("a", SCENE)
    assert scenes.names == []


def test_a_crash_while_writing_leaves_the_scenes_before(path, monkeypatch):
    Scenes(path).store("a", SCENE)
    monkeypatch.setattr("bridge.performance.scenes.os.replace", lambda *_: (_ for _ in ()).throw(OSError("power cut")))
    with pytest.raises(SidemanError):
        Scenes(path).store("b", SCENE)
    assert Scenes(path).names == ["a"]


# -- damaged files


def changed(**plan):
    data = scene_to_json(SCENE)
    return {"a": {**data, "plan": {**data["plan"], **plan}}}


DAMAGED = {
    "empty": "",
    "cut": json.dumps(changed())[:-40],
    "no object": "[1, 2]",
    "no scene": '{"a": 3}',
    "half a scene": '{"a": {"plan": {}}}',
    "too deep": "[" * 100_000,
    "a word as tempo": json.dumps(changed(tempo_bpm="fast")),
    "tempo 0": json.dumps(changed(tempo_bpm=0.0)),
    "tempo NaN": json.dumps(changed(tempo_bpm=float("nan"))),
    "an unknown part": json.dumps(changed(parts=["kazoo"])),
    "an unknown style": json.dumps(changed(style=[["jaz", 1.0]])),
    "an unknown field": json.dumps(changed(colour="red")),
    "a key that is none": json.dumps(changed(key=[12, "major"])),
    "a metre that is none": json.dumps(changed(metre=["4", "4"])),
    "a chord beyond all": json.dumps({"a": {**scene_to_json(SCENE), "chords": [[float("inf"), 1]]}}),
    "a control beyond its range": json.dumps({"a": {**scene_to_json(SCENE), "controls": {"energy": 7}}}),
    "a control that is none": json.dumps({"a": {**scene_to_json(SCENE), "controls": {"volume": 1}}}),
    "a mode that is none": json.dumps({"a": {**scene_to_json(SCENE), "mode": "jam"}}),
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_reported_kept_aside_and_does_not_stop_us(path, text, caplog):
    path.parent.mkdir()
    path.write_text(text)
    scenes = Scenes(path)
    assert scenes.names == []
    (record,) = caplog.records
    assert str(path) in record.getMessage()
    assert path.with_suffix(".damaged").read_text() == text
    scenes.store("b", SCENE)
    assert Scenes(path).recall("b") == SCENE


def test_a_file_of_other_bytes_is_damaged_too(path, caplog):
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\x00PK\x03\x04")
    assert Scenes(path).names == []
    assert "kept as sideman-scenes.damaged" in caplog.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(data=st.data())
def test_whatever_became_of_the_file_a_start_succeeds_and_what_is_read_can_be_told(tmp_path, data):
    path = tmp_path / FILE_NAME
    text = bytearray(json.dumps(changed()).encode())
    for _ in range(data.draw(st.integers(1, 3))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(32, 126))
    path.write_bytes(text)
    scenes = Scenes(path)
    for name in scenes.names:
        scene = scenes.recall(name)
        assert scene.plan.describe()
        assert scene_from_json(scene_to_json(scene)) == scene


def test_what_was_noted_about_the_words_comes_back():
    scene = dataclasses.replace(SCENE, plan=complete(parse("no drums drums")))
    assert scene.plan.notes
    assert scene_from_json(json.loads(json.dumps(scene_to_json(scene)))) == scene
