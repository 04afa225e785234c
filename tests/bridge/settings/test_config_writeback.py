"""MIDI learn written back: the rest of the file stays as it was, or nothing is written."""

import subprocess
import sys

import pytest

from bridge.core.errors import ConfigError
from bridge.settings.config import load
from bridge.settings.config_scaffold import scaffold
from bridge.settings.config_writeback import write_cc, write_setting


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sideman.toml"


def test_comments_and_order_stay(path):
    text = (
        '# mine\n[osc]\nport = 1  # ours\n\n[cc]  # knobs\n"21" = "energy"  # left\n\n# next\n[takes]\nrecord = false\n'
    )
    path.write_text(text)
    write_cc(path, "22.3", "swing")
    changed = path.read_text()
    assert load(path).cc == {"21": "energy", "22.3": "swing"}
    assert [line for line in changed.splitlines() if "22.3" not in line] == text.splitlines()
    write_cc(path, "22.3", None)
    assert path.read_text() == text


def test_a_controller_learns_anew_and_forgets(path):
    path.write_text('cc."21" = "energy"\n')
    write_cc(path, "21", "drums.on")
    assert load(path).cc == {"21": "drums.on"}
    write_cc(path, "21", None)
    write_cc(path, "22", None)
    assert load(path).cc == {}


@pytest.mark.parametrize(
    "text",
    ["", "[cc]\n21.3 = 'energy'\n", "cc = { 21 = { 3 = 'energy' } }", "cc.21.3 = 'energy'", "[cc.21]\n3 = 'energy'"],
)
def test_every_way_to_write_a_channel_is_understood(path, text):
    path.write_text(text)
    write_cc(path, "21.3", "swing")
    assert load(path).cc == {"21.3": "swing"}
    write_cc(path, "21.4", "play")
    assert load(path).cc == {"21.3": "swing", "21.4": "play"}
    write_cc(path, "21.3", None)
    assert load(path).cc == {"21.4": "play"}


def test_the_scaffold_stays_whole(path):
    path.write_text(scaffold())
    write_cc(path, "21", "energy")
    write_cc(path, "22", "panic")
    assert load(path).cc == {"21": "energy", "22": "panic"}
    kept = [line for line in path.read_text().splitlines() if line not in ('21 = "energy"', '22 = "panic"')]
    assert kept == scaffold().splitlines()


def test_a_file_is_made_where_there_is_none(path):
    write_cc(path, "21", "energy")
    assert load(path).cc == {"21": "energy"}


def test_windows_files_stay_windows_files(path):
    path.write_bytes(b"\xef\xbb\xbf# one\r\n[cc]\r\n")
    write_cc(path, "21", "energy")
    assert path.read_bytes() == b'\xef\xbb\xbf# one\r\n[cc]\r\n21 = "energy"\r\n'


def test_a_link_stays_a_link_and_rights_stay(path, tmp_path):
    real = tmp_path / "real.toml"
    real.write_text("")
    real.chmod(0o640)
    path.symlink_to(real)
    write_cc(path, "21", "energy")
    assert path.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert load(path).cc == {"21": "energy"}


@pytest.mark.parametrize("text", ["[cc\n", "[osc]\nport = -1\n", "[cc]\n999 = 'energy'\n"])
def test_what_cannot_be_read_is_not_written(path, text):
    path.write_text(text)
    with pytest.raises(ConfigError, match=r"sideman\.toml:\d: "):
        write_cc(path, "21", "energy")
    assert path.read_text() == text
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(("key", "target"), [("128", "energy"), ("x", None), ("21", "dance"), ("21", "a'b\n")])
def test_what_means_nothing_is_refused(path, key, target):
    with pytest.raises(ConfigError):
        write_cc(path, key, target)
    assert not path.exists()


def test_no_place_to_write_to(tmp_path):
    with pytest.raises(ConfigError, match="cannot be written"):
        write_cc(tmp_path / "no" / "sideman.toml", "21", "energy")


def test_a_failed_write_leaves_the_old_file(path, monkeypatch):
    path.write_text("# old\n")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(ConfigError, match="No space left"):
        write_cc(path, "21", "energy")
    assert path.read_text() == "# old\n"
    assert list(path.parent.iterdir()) == [path]


def test_tomlkit_is_imported_when_it_is_needed():
    code = "import sys, bridge.settings.config_writeback; sys.exit('tomlkit' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# mine\n[osc]\nport = 1\n",
        "[midi]  # ports\nthru = true\n\n[midi.port_offsets_ms]\nA = 1.0\n",
        "midi.thru = true\n",
        "midi = { thru = true }\n",
        "[midi]\noffset_ms = 3  # by ear\n",
        scaffold(),
    ],
)
def test_a_setting_is_written_and_the_rest_stays(path, text):
    path.write_text(text)
    before = load(path)
    write_setting(path, "midi", "offset_ms", -4.5)
    assert load(path) == before._replace(midi=before.midi._replace(offset_ms=-4.5))
    changed = path.read_text()
    lost = [line for line in text.splitlines() if line not in changed.splitlines()]
    assert lost in ([], ["midi = { thru = true }"], ["offset_ms = 3  # by ear"])
    assert ("# by ear" in changed) == ("# by ear" in text)
    write_setting(path, "midi", "offset_ms", 2.0)
    assert load(path).midi.offset_ms == 2.0


def test_settings_of_every_kind(path):
    write_setting(path, "midi", "inputs", ("One", 'Two "2"'))
    write_setting(path, "parts.drums", "density", 0.5)
    write_setting(path, "controls", "swing", 0.5)
    write_setting(path, "performer", "prompt", "1984")
    config = load(path)
    assert config.midi.inputs == ("One", 'Two "2"')
    assert config.controls.part("drums").density == 0.5
    assert config.controls["swing"] == 0.5
    assert config.performer.prompt == "1984"
    write_setting(path, "controls", "swing", None)
    assert load(path).controls["swing"] is None


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [("midi", "offset_ms", 1e6), ("midi", "offset", 1.0), ("dance", "x", 1), ("osc", "port", "x")],
)
def test_a_setting_that_cannot_be_is_refused(path, section, name, value):
    with pytest.raises(ConfigError):
        write_setting(path, section, name, value)
    assert not path.exists()
