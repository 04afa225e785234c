"""What the doctor says of machines that lack something; real JACK is listened to in the end-to-end tests."""

import json
import socket
import sys
from types import ModuleType

import pytest
from click.testing import CliRunner

from bridge import cli
from bridge.commands import doctor
from bridge.core.errors import SetupError, SidemanError
from bridge.core.timebase import SystemTime
from bridge.midi import backend
from bridge.midi.backend import PortInfo
from bridge.midi.rtmidi2_module import Rtmidi2
from bridge.monitoring import checks, checks_measured, fixes
from bridge.monitoring.checks import Check, Level
from bridge.osc.server import OscServer
from bridge.settings.config import Config, load


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The command in an empty folder, with a quick model check and a port of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SIDEMAN_TAKES", raising=False)
    monkeypatch.setattr(checks_measured, "N_BARS", 2)
    monkeypatch.setattr(checks_measured, "N_WAITS", 10)
    return lambda *options: CliRunner().invoke(cli.sideman, ["doctor", "--set", "osc.port=0", *options])


@pytest.fixture
def taken():
    """A UDP port that belongs to somebody who says nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        yield other.getsockname()[1]


def with_settings(*overrides):
    return load(None, overrides)


def test_a_line_for_each_check_and_0_when_nothing_failed(run, model_file):
    result = run("--set", f"inference.model={model_file}", "--set", "midi.output=none")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert all(line.split()[0] in ("ok", "warning") for line in lines)
    for subject in (
        "Python",
        "packages",
        "configuration",
        "OSC port",
        "MIDI",
        "clock",
        "model",
        "timing",
        "takes",
    ):
        assert any(f" {subject}" in line for line in lines), subject


def test_json_holds_the_same(run, model_file):
    result = run("--json", "--set", f"inference.model={model_file}", "--set", "midi.output=none")
    told = json.loads(result.stdout)
    assert told["ok"] is True
    assert {"subject", "level", "said", "todo"} == told["checks"][0].keys()
    assert next(each for each in told["checks"] if each["subject"] == "model")["level"] == "ok"


def test_a_broken_configuration_is_named_with_its_line(run, tmp_path):
    (tmp_path / "sideman.toml").write_text("[osc]\nprt = 1\n")
    result = run("--set", "inference.model=/no/such/model")
    assert result.exit_code == 1
    assert "failure  configuration     sideman.toml:2: there is no setting osc.prt" in result.output


def test_a_missing_model_fails(run):
    result = run("--set", "inference.model=/no/such/model", "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert [each["subject"] for each in told["checks"] if each["level"] == "failure"] == ["model"]


def test_a_check_that_breaks_does_not_end_the_others(run, monkeypatch):
    monkeypatch.setattr(checks, "memory", lambda: 1 / 0)
    monkeypatch.setattr(checks_measured, "model", lambda _: [])
    result = run()
    assert result.exit_code == 1
    assert "memory            cannot be checked: ZeroDivisionError" in result.output
    assert "timing" in result.output


def test_a_port_that_another_program_has(taken):
    check = checks.osc_port(with_settings(f"osc.port={taken}"))
    assert check.level is Level.FAILURE
    assert f"UDP port {taken} on 127.0.0.1 is taken" in check.finding


def test_a_port_where_sideman_answers():
    def dispatch(_message, peer):
        server.send(peer, "/sideman/version", "9.9", "0123456789abcdef")

    server = OscServer("127.0.0.1", 0, SystemTime())
    server.start(dispatch, lambda: None, lambda _: None)
    check = checks.osc_port(with_settings(f"osc.port={server.peer.port}"))
    server.close()
    assert check.level is Level.OK
    assert "Sideman 9.9, model 0123456789ab, answers" in check.finding


def test_free_ports_and_hosts_that_are_not_here(taken):
    assert checks.osc_port(with_settings(f"osc.port={taken}", "osc.host=203.0.113.1")).level is Level.FAILURE
    assert "any free" in checks.osc_port(with_settings("osc.port=0")).finding


def test_configured_ports_that_are_missing(monkeypatch):
    monkeypatch.setattr(checks, "load_rtmidi", lambda: None)
    monkeypatch.setattr(checks, "list_ports", lambda: [PortInfo("X", "My keys 1", False), PortInfo("X", "Synth", True)])
    config = with_settings("midi.output=none", 'midi.inputs=["keys", "pads"]', "parts.bass.port=synth")
    finding = [(each.level, each.finding) for each in checks.midi(config)]
    assert (Level.OK, "My keys 1 (X)") in finding
    assert (Level.WARNING, "there is no MIDI input named 'pads'") in finding
    assert not [text for level, text in finding if level is Level.WARNING and "keys" in text]
    config = with_settings("midi.output=none", "parts.bass.port=synth")
    assert "synth: all there" in [each.finding for each in checks.midi(config)]


def test_a_main_output_that_is_missing_fails(monkeypatch):
    monkeypatch.setattr(checks, "load_rtmidi", lambda: None)
    found = {each.subject: each for each in checks.midi(with_settings("midi.output=no such synthesiser"))}
    assert found["main output"].level is Level.FAILURE


def test_rtmidi_that_cannot_be_loaded(monkeypatch):
    def fail(_):
        raise ImportError("libasound.so.2 is missing")

    monkeypatch.setattr(backend, "_rtmidi", lambda: fail("rtmidi"))
    monkeypatch.setattr(checks, "_has_jack", lambda: False)
    (check,) = checks.midi(with_settings())
    assert check.level is Level.FAILURE
    assert check.finding == "python-rtmidi cannot be loaded: libasound.so.2 is missing"
    monkeypatch.setattr(checks, "_has_jack", lambda: True)
    (check,) = checks.midi(with_settings())
    assert check.level is Level.WARNING
    assert check.finding.endswith("; MIDI goes over JACK alone")


def test_only_what_this_python_and_this_system_need_is_asked_for(monkeypatch):
    wanted = ["mido>=1.3", "no-such-thing; python_version < '3.0'", "nor-this; extra == 'train'"]
    monkeypatch.setattr(checks.metadata, "requires", lambda _: wanted)
    assert [each.level for each in checks.packages() if each.subject == "packages"] == [Level.OK]


def test_where_rtmidi2_stands_in_for_rtmidi_the_midi_system_is_there(monkeypatch):
    monkeypatch.setitem(sys.modules, "rtmidi", None)
    monkeypatch.setitem(sys.modules, "rtmidi2", ModuleType("rtmidi2"))
    monkeypatch.setattr(backend, "_rtmidi2", lambda: Rtmidi2("freebsd"))
    monkeypatch.setattr(sys, "platform", "darwin")
    assert {check.subject for check in checks.midi(with_settings())} >= {"MIDI outputs", "MIDI inputs"}


def test_in_the_app_nothing_is_said_to_be_installable(monkeypatch):
    monkeypatch.setattr(checks, "_version", lambda _: None)
    assert any("pip install" in check.todo for check in checks.packages() if check.subject == "optional package")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert not any(check.todo for check in checks.packages() if check.subject == "optional package")


def test_sound_that_is_not_there(monkeypatch):
    monkeypatch.setenv("SIDEMAN_SOUNDFONT", "/no/such.sf2")
    assert [each.level for each in checks_measured.sound(Config()) if each.subject == "SoundFont"] == [Level.WARNING]
    check = checks_measured._importable("PortAudio", "no_such_module", "install it")
    assert check == Check("PortAudio", Level.WARNING, "not found (No module named 'no_such_module')", "install it")
    monkeypatch.setattr(checks_measured, "IMPORTED_WITHIN_S", 0.0)
    assert "does not load" in checks_measured._importable("PortAudio", "json", "").finding


def test_packages_that_are_missing_or_old(monkeypatch):
    wanted = ["click>=99.1", "no-such-package>=1", "rich>=1", 'tensorflow>=2; extra == "train"']
    monkeypatch.setattr(checks.metadata, "requires", lambda _: wanted)
    finding = [each.finding for each in checks.packages() if each.level is Level.FAILURE]
    assert len(finding) == 2
    assert finding[0].endswith("is too old")
    assert finding[1] == "no-such-package is not installed"


@pytest.mark.parametrize(("version", "level"), [((3, 10), Level.FAILURE), ((3, 11), Level.OK), ((3, 14), Level.OK)])
def test_the_python_that_is_wanted(monkeypatch, version, level):
    monkeypatch.setattr(checks.sys, "version_info", version)
    assert checks.python().level is level


def test_a_folder_for_takes_that_cannot_be(tmp_path):
    (tmp_path / "file").write_text("")
    assert checks.takes(with_settings(f"takes.folder={tmp_path}/new/er")).level is Level.OK
    assert not (tmp_path / "new").exists()
    assert checks.takes(with_settings(f"takes.folder={tmp_path}/file/takes")).level is Level.FAILURE


@pytest.mark.parametrize(("free_mb", "level"), [(None, Level.OK), (200.0, Level.WARNING), (9000.0, Level.OK)])
def test_memory(monkeypatch, free_mb, level):
    monkeypatch.setattr(checks, "_free_mb", lambda: free_mb)
    assert checks.memory().level is level


def test_what_is_too_slow_is_told():
    assert checks_measured.note_cost([1.0] * 50).level is Level.OK
    slow = checks_measured.note_cost([1.0] * 49 + [9.0])
    assert slow.level is Level.WARNING
    assert slow.finding.startswith("1.00/9.00 ms")
    assert checks_measured.lateness([0.1] * 200).level is Level.OK
    assert checks_measured.lateness([0.1] * 190 + [3.0] * 10).level is Level.WARNING


def test_clocks(monkeypatch):
    def level_of(*overrides):
        return checks_measured.clock(with_settings(*overrides)).level

    assert level_of() is level_of("clock.source=internal") is level_of("clock.source=host") is Level.OK
    assert level_of("clock.source=midi") is Level.WARNING
    monkeypatch.setattr(checks_measured, "find_spec", lambda _: None)
    assert level_of("clock.source=link") is Level.FAILURE


def test_midi_clock_is_listened_for(monkeypatch):
    class Silent:
        def close(self):
            pass

    def ticking(_name, receive, timebase):
        now_s = timebase.now_s()
        for tick in range(96):
            receive(b"\xf8", now_s - (96 - tick) * 60.0 / 24 / 90.0)
        return Silent()

    monkeypatch.setattr(checks_measured, "LISTEN_S", 0.01)
    monkeypatch.setattr(checks_measured, "open_named_input", ticking)
    check = checks_measured.clock(with_settings("clock.source=midi", 'midi.inputs=["keys"]'))
    assert check == Check("clock", Level.OK, "midi: MIDI clock comes, 90.0 bpm")
    monkeypatch.setattr(checks_measured, "open_named_input", lambda *_: Silent())
    assert "no clock bytes" in checks_measured.clock(with_settings("clock.source=midi", 'midi.inputs=["keys"]')).finding
    assert checks_measured.clock(with_settings('midi.inputs=["keys"]')).level is Level.OK


def test_a_line_stays_a_line():
    told = doctor.line(Check("x", Level.WARNING, "one\ntwo", "do"))
    assert "\n" not in told
    assert "one two; do" in told


# -- --fix


@pytest.mark.usefixtures("run")
def test_a_port_that_is_taken_gets_another_in_the_configuration(taken, tmp_path, monkeypatch):
    monkeypatch.setattr(checks_measured, "sound", lambda _: ())
    path = tmp_path / "sideman.toml"
    path.write_text(f"# mine\n[osc]\nport = {taken}\n[midi]\noutput = 'none'\n")
    result = CliRunner().invoke(cli.sideman, ["doctor", "--fix"])
    port = load(path).osc.port
    assert port not in (taken, 0)
    assert "# mine" in path.read_text()
    assert f"wrote osc.port = {port} into sideman.toml" in result.output
    assert f"{port} is free" in result.output.partition("checked again:")[2]
    assert result.exit_code == 0, result.output


def test_what_is_missing_is_installed_and_looked_for_again(run, monkeypatch):
    asked = []
    fixes_of = [
        Check("packages", Level.FAILURE, "mido is too old", "", fixes.InstallPackage("mido>=9")),
        Check("FluidSynth", Level.WARNING, "not found", "", fixes.InstallLibrary("libfluidsynth3", "fluid-synth")),
        Check("memory", Level.OK, "enough"),
    ]
    monkeypatch.setattr(doctor, "every_check", lambda *_: iter(fixes_of if not asked else fixes_of[2:]))
    monkeypatch.setattr(fixes, "_is_root", lambda: True)
    monkeypatch.setattr(fixes.shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    monkeypatch.setattr(fixes, "_run", lambda command, _: asked.append(list(command)))
    result = run("--fix")
    assert [command[-1] for command in asked] == ["mido>=9", "libfluidsynth3"]
    assert "installed mido>=9" in result.output
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("fix", "words"),
    [
        (fixes.InstallPackage("no-such-package-of-anybody==9"), "pip install 'no-such-package-of-anybody==9' failed"),
        (fixes.InstallLibrary("libfluidsynth3"), "type: sudo apt-get install -y libfluidsynth3"),
        (fixes.InstallLibrary(""), "install it as your system does"),
        (fixes.ChangeSetting("osc", "port", -1), "osc.port"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_that_says_what_to_type(tmp_path, monkeypatch, fix, words):
    monkeypatch.setattr(fixes, "_is_root", lambda: False)
    monkeypatch.setattr(fixes.shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(SidemanError, match=words):
        fixes.apply(fix, tmp_path / "sideman.toml")
    assert not (tmp_path / "sideman.toml").exists()


def test_what_was_not_mended_is_told_and_the_exit_code_says_so(run, monkeypatch):
    broken = Check("packages", Level.FAILURE, "x is not installed", "", fixes.InstallPackage("x"))
    monkeypatch.setattr(doctor, "every_check", lambda *_: iter([broken]))

    def refuse(*_):
        raise SetupError("no network")

    monkeypatch.setattr(fixes, "apply", refuse)
    result = run("--fix")
    assert "not mended: no network" in result.output
    assert "checked again" not in result.output
    assert result.exit_code == 1
