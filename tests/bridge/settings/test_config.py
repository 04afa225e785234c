"""The configuration: what loads, what is refused, and that every refusal names file and line."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.core.errors import ConfigError, SetupError
from bridge.settings.config import CC_TARGETS, CONFIG_NAME, Config, find_config, load, loads
from bridge.settings.config_scaffold import scaffold, settings_table, toml
from bridge.settings.config_table import BY_PATH, SECTIONS, SETTINGS
from bridge.settings.config_text import MAX_FILE_BYTES, lines_of
from bridge.settings.config_values import Kind
from bridge.settings.controls import CONTROLS, PART_FIELDS, Controls, PartControls

NAME = "sideman.toml"


def refused(text, *overrides):
    """The one sentence with which a text is refused."""
    sentence = outcome(text, *overrides)
    assert sentence
    return sentence


def test_nothing_at_all_gives_the_defaults():
    config = load(None)
    assert config == Config() == loads("", NAME) == loads("# nothing\n", NAME)
    assert (config.osc.port, config.midi.feedback_ms, config.performer.seed) == (7770, 60.0, -1)
    assert config.controls["temperature"] == 1.0
    assert config.inference.model_path is None
    assert config.takes.folder_path is None


def test_every_default_is_within_its_own_limits():
    for row in SETTINGS:
        config = loads(f"{row.section}.{row.name} = {toml(row)}", NAME)
        assert config == Config(), row.path


def test_everything_can_be_set():
    config = loads(
        """
        osc = { host = "0.0.0.0", port = 0 }
        midi.inputs = ["Keystep", 'Pads']
        clock.source = "midi"
        takes.folder = "tracks"
        [midi.port_offsets_ms]
        "IAC Driver Bus 1" = -12
        [performer]
        seed = 7
        prompt = "缓慢　的 blues"
        [controls]
        energy = 0.5
        answer = 2
        temperature = "auto"
        [parts.drums]
        on = false
        port = "Drums"
        [parts]
        bass = { density = 2, channel = 3, on = 1 }
        [cc]
        21 = "energy"
        22.3 = "drums.on"
        "23.16" = "panic"
        """,
        NAME,
    )
    assert config.osc.host == "0.0.0.0"
    assert config.midi.inputs == ("Keystep", "Pads")
    assert config.midi.port_offsets_ms == {"IAC Driver Bus 1": -12.0}
    assert config.takes.folder_path == Path("tracks")
    assert config.controls == Controls(
        {"energy": 0.5, "answer": 2}, {"drums": PartControls(on=False), "bass": PartControls(True, 2.0, 3)}
    )
    assert config.part_ports == {"drums": "Drums"}
    assert config.cc == {"21": "energy", "22.3": "drums.on", "23.16": "panic"}


def test_overrides_overrule_the_file_and_each_other():
    text = "[osc]\nport = 9000\n[controls]\nenergy = 1\n[performer]\nprompt = 'jazz'"
    config = loads(
        text,
        NAME,
        ["osc.port=9001", "osc.port = 9002", "controls.energy=auto", "performer.prompt=1984", "cc.21.3=stop"],
    )
    assert config.osc.port == 9002
    assert config.controls["energy"] is None
    assert config.performer.prompt == "1984"
    assert config.cc == {"21.3": "stop"}
    config = loads(
        "", NAME, ["midi.port_offsets_ms.'A=B'=5", 'midi.inputs=["x"]', "osc.host=::1", "takes.record=false"]
    )
    assert config.midi.port_offsets_ms == {"A=B": 5.0}
    assert config.midi.inputs == ("x",)
    assert config.osc.host == "::1"
    assert not config.takes.record


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\n[midi]\n\noffset_ms = 9999", ":4: midi.offset_ms goes from -500 to 500 ms, not 9999"),
        ("\nmidi.offset_ms = 9999", ":2: midi.offset_ms goes"),
        ("\nmidi = { thru = true,offset_ms = 9999 }", ":2: midi.offset_ms goes"),
        ("[midi]\ninputs = [\n 'a', # no\n 'b',\n 3]", ":5: each of midi.inputs is a text in quotes, not 3"),
        ("[midi]\ninputs = 'Keystep'", ":2: midi.inputs is a list of texts in quotes, 64 at most, not 'Keystep'"),
        ("[osc]\n\"host\" = '''a\nb'''\n", ":2: osc.host is one line of text without control characters"),
        ('[osc]\nhost = """a\\\n  b"""\n"po\\u0072t" = -1', ":4: osc.port goes from 0 to 65535, not -1"),
        ("[osc]\nport = 1.5", ":2: osc.port is a whole number, not 1.5"),
        ("[osc]\nport = true", ":2: osc.port is a whole number, not true"),
        ("[osc]\ntcp = 1", ":2: osc.tcp is true or false, not 1"),
        ("[midi]\nmax_note_s = nan", ":2: midi.max_note_s is a number, not nan"),
        ("[midi]\nmax_note_s = 1e999", ":2: midi.max_note_s is a number, not inf"),
        ("[osc]\nport = 0x" + "f" * 9000, ":2: osc.port goes from 0 to 65535, not a number of that many digits"),
        ("[osc]\nport = 2024-01-01", ":2: osc.port is a whole number, not a date or time"),
        ("[performer]\nmode = 'dance'", ":2: performer.mode is one of play, respond, accompany, not 'dance'"),
        ("[controls]\nenergy = true", ':2: controls.energy is a number or "auto", not true'),
        ("[controls]\n\nanswer = 5", ":3: controls.answer goes from 0 to 4, not 5"),
        ("[parts.bass]\non = 2", ':2: parts.bass.on is true or false or "auto", not 2'),
        ("[osc]\n[osc.port]\nx = 1", ":2: osc.port is a whole number, not a table"),
        ("osc = 5", ":1: osc is a section, [osc], not 5"),
        ("\n[[osc]]\nport = 1", ":2: osc is a section, [osc], not a list"),
        ("[osc]\nprot = 1", ":2: there is no setting osc.prot; the nearest is osc.port"),
        ("[clock]\noffset_ms = 1", ":2: there is no setting clock.offset_ms; the nearest is audio.offset_ms"),
        ("port = 1", ":1: there is no setting port; the nearest is osc.port"),
        ("\n[ocs]\nport = 1", ":2: there is no section [ocs]; the nearest is osc"),
        ("[parts.drum]\non = true", ":1: there is no section [parts.drum]; the nearest is parts.drums"),
        ("[parts.drums]\nonn = true", ":2: there is no setting parts.drums.onn; the nearest is parts.drums.on"),
        ("[cc]\n21 = 'enregy'", ":2: cc.21 turns 'enregy', which is not there; the nearest is energy"),
        ("[cc]\n120 = 'energy'", ":2: a key of [cc] is the number of a controller, 0 to 119"),
        ("[cc]\n1 = 'energy'\n21.17 = 'energy'", ":3: a key of [cc]"),
        ("[cc]\n021 = 'energy'", ":2: a key of [cc]"),
        ("[cc]\n'21.3' = 'energy'\n21.3 = 'swing'", ":3: cc.'21.3' is set twice; keep one"),
        ("[cc]\n21 = 3", ":2: cc.21 is a text in quotes, not 3"),
        ("[midi.port_offsets_ms]\nx = 501", ":2: midi.port_offsets_ms.x goes from -500 to 500 ms"),
        ("[midi.port_offsets_ms]\nx.y = 1", ":2: midi.port_offsets_ms.x is a number, not a table"),
        ("[osc]\nport = ", ":2: this is not TOML: Invalid value"),
        ("[osc]\nport = 1\nport = 2\n", ":3: this is not TOML: Cannot overwrite a value"),
        ("[osc]\nhost = 'x\n", ":2: this is not TOML"),
        ("[osc", ":1: this is not TOML"),
    ],
)
def test_a_refusal_names_the_line_and_says_why(text, sentence):
    assert refused(text).startswith(NAME + sentence)


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        ("midi.offset_ms=9999", "--set midi.offset_ms: midi.offset_ms goes from -500 to 500 ms, not 9999"),
        ("osc.port=abc", "--set osc.port: osc.port is a whole number, not 'abc'"),
        ("osc.port=", "--set osc.port: osc.port is a whole number, not ''"),
        ("osc.port=1\nhost=2", "--set osc.port: osc.port is a whole number, not '1\\nhost=2'"),
        ("osc.prot=1", "--set osc.prot: there is no setting osc.prot; the nearest is osc.port"),
        ("midi.inputs=[1]", "--set midi.inputs: each of midi.inputs"),
        ("osc.port", "--set takes section.name=value, not 'osc.port'"),
        ("=1", "--set takes section.name=value"),
        ("osc port=1", "--set takes section.name=value"),
        ("", "--set takes section.name=value"),
    ],
)
def test_an_override_is_refused_by_its_name(override, sentence):
    assert refused("", override).startswith(sentence)


def test_what_has_no_line_names_the_file_alone():
    assert refused("a = " + "[" * 5000).startswith(f"{NAME}: lists stand")
    assert refused("a = " + "9" * 5000).startswith(f"{NAME}: this is not TOML that can be read")


def test_files_that_cannot_be_read(tmp_path):
    path = tmp_path / NAME
    for data, words in [(b"[osc]\n# \xff", ":2: this is not UTF-8"), (b"#" * (MAX_FILE_BYTES + 1), "has more than")]:
        path.write_bytes(data)
        with pytest.raises(ConfigError, match=words):
            load(path)
    for missing in (tmp_path / "no.toml", tmp_path, Path("a\0b")):
        with pytest.raises(ConfigError, match="cannot be read"):
            load(missing)
    assert issubclass(ConfigError, SetupError)
    assert ConfigError.code == "config"


def test_windows_files_load_and_keep_their_lines(tmp_path):
    path = tmp_path / NAME
    path.write_bytes(b"\xef\xbb\xbf[osc]\r\nport = 1\r\n")
    assert load(path).osc.port == 1
    path.write_bytes(b"\xef\xbb\xbf[osc]\r\n\r\nport = -1\r\n")
    with pytest.raises(ConfigError, match=re.escape(f"{path}:3: osc.port goes")):
        load(path)


def test_find_config(tmp_path, monkeypatch):
    monkeypatch.setattr("bridge.settings.config.settings_directory", lambda: tmp_path / "own")
    assert find_config(tmp_path) is None
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / CONFIG_NAME).touch()
    assert find_config(tmp_path) == tmp_path / "own" / CONFIG_NAME
    (tmp_path / NAME).touch()
    assert find_config(tmp_path) == tmp_path / NAME


def test_the_scaffold_is_the_defaults_with_its_settings_commented_out_or_not():
    text = scaffold()
    assert loads(text, NAME) == Config()
    whole = re.sub(r"^#(?! )", "", text, flags=re.MULTILINE)
    assert loads(whole, NAME) == Config()
    named = {keys for keys in lines_of(whole) if keys in BY_PATH}
    assert named == set(BY_PATH)
    assert max(map(len, text.splitlines())) <= 102
    assert "-500 to 500 ms" in text


def test_the_examples_of_the_scaffold_load():
    examples = re.sub(r"^# (?=\")", "", scaffold(), flags=re.MULTILINE)
    config = loads(examples, NAME)
    assert config.cc
    assert config.midi.port_offsets_ms


def test_the_page_of_settings_has_every_setting_once():
    rows = settings_table().splitlines()
    assert len([row for row in rows if row.startswith("| `osc.port` | `7770` | 0 to 65535")]) == 1
    n_others = len([row for row in SETTINGS if not row.section.startswith("parts")])
    assert len(rows) == 2 + n_others + len(PART_FIELDS) + 2 + 2
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)


def test_every_setting_has_limits():
    for row in SETTINGS:
        assert row.doc
        assert row.kind is not Kind.FLOAT or row.high < float("inf")
    assert {control.name for control in CONTROLS} < set(CC_TARGETS)


def test_the_start_path_stays_light():
    code = "import sys; from bridge.settings.config import load; load(None); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "tomlkit", "tomllib", "difflib", "bridge.settings.config_scaffold"} & set(loaded)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
scalars = st.one_of(
    st.booleans(), st.integers(-(2**70), 2**70), st.floats(), texts, st.datetimes(), st.dates(), st.times()
)
toml_values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=6
)
some_keys = st.sampled_from(sorted(BY_PATH.keys() | SECTIONS)) | st.lists(texts, min_size=1, max_size=3).map(tuple)


@given(some_keys, toml_values, st.booleans())
def test_any_value_anywhere_loads_or_is_refused_with_its_line(keys, value, in_section):
    *section, name = map(quoted, keys)
    head, key = (f"[{'.'.join(section)}]\n", name) if in_section and section else ("", ".".join([*section, name]))
    text = f"# first\n{head}{key} = {literal(value)}\n"
    sentence = outcome(text)
    if sentence:
        line = re.match(rf"{NAME}:(\d+): ", sentence)
        assert line, (text, sentence)
        # An unknown section is told of where it begins.
        assert int(line[1]) == text.count("\n") or (head and int(line[1]) == 2)


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_loads_or_is_refused(text, override):
    sentences = [outcome(text), outcome("", override), outcome("", f"osc.host={override}")]
    assert all(re.match(rf"{NAME}:\d+: |--set ", each) for each in sentences if each)


def outcome(text, *overrides):
    """The one sentence with which a text is refused; empty when it loads."""
    try:
        loads(text, NAME, overrides)
    except ConfigError as error:
        (sentence,) = str(error).splitlines()
        return sentence
    return ""


def quoted(key):
    """A key as TOML writes it."""
    return '"' + "".join(escaped(each) for each in key) + '"'


def escaped(character):
    """A character within double quotes."""
    return f"\\U{ord(character):08x}" if character in '"\\' or not character.isprintable() else character


def literal(value):
    """A value as TOML writes it, on one line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return quoted(value)
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            return "{" + ", ".join(f"{quoted(key)} = {literal(each)}" for key, each in value.items()) + "}"
        case int() | float():
            return repr(value)
    return value.isoformat()
