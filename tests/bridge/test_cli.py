"""The command line and its client, against a small server."""

import socket
import sys

import pytest
from click.testing import CliRunner

from bridge import cli
from bridge.api.command_line import typed_arguments
from bridge.api.osc_api import find
from bridge.core.errors import NoAnswerError, OutOfRangeError, SetupError
from bridge.core.timebase import SystemTime
from bridge.osc.client import OscClient
from bridge.osc.server import OscServer


@pytest.fixture
def server():
    def dispatch(message, peer):
        if message.address == "/sideman/ping":
            server.send(peer, "/sideman/pong")
        elif message.address == "/sideman/prompt":
            server.send(peer, "/sideman/plan", "words", *message.arguments, "empty", "", "tempo", 92.5)
        elif message.address == "/sideman/ping":
            server.send(peer, "/sideman/pong")
        elif message.address == "/sideman/note" and message.arguments[0] == 128:
            server.report(peer, message.address, "out_of_range", "too high")
        elif message.address not in ("/silent", "/sideman/note"):
            server.report(peer, message.address, "unknown_address", "what is that?")

    server = OscServer("127.0.0.1", 0, SystemTime())
    server.start(dispatch, lambda: None, lambda _: None)
    yield server
    server.close()


def sideman(*arguments):
    return CliRunner().invoke(cli.sideman, arguments)


def test_every_command_of_the_table_can_be_imported_and_explains_itself():
    for name in cli.COMMANDS:
        result = sideman(name, "--help")
        assert result.exit_code == 0, name
        assert "Usage:" in result.output


def test_help_imports_no_command(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("bridge.commands.")]:
        monkeypatch.delitem(sys.modules, name)
    result = sideman("--help")
    assert all(name in result.output for name in cli.COMMANDS)
    assert not [name for name in sys.modules if name.startswith("bridge.commands.")]


def test_an_unknown_command_is_a_usage_error():
    assert sideman("dance").exit_code == 2


def test_ctrl_c_ends_a_command_without_a_word(monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("bridge.commands.ports.ports.callback", interrupted)
    result = sideman("ports")
    assert result.exit_code == 130
    assert result.output == ""


def test_send_prints_answers(server):
    result = sideman("send", "--port", str(server.peer.port), "prompt", "slow", "blues")
    assert result.output == '/sideman/plan words "slow blues" empty "" tempo 92.5\n'
    assert result.exit_code == 0


def test_send_shows_an_error_and_exits_1(server):
    result = sideman("send", "--port", str(server.peer.port), "/other/address", "1", "x")
    assert result.output == "sideman: what is that? [unknown_address]\n"
    assert result.exit_code == 1


def test_send_ends_at_once_when_there_is_no_answer_to_wait_for(server):
    result = sideman("send", "--wait", "60", "--port", str(server.peer.port), "note", "60", "100")
    assert (result.output, result.exit_code) == ("", 0)
    result = sideman("send", "--wait", "60", "--port", str(server.peer.port), "note", "128", "100")
    assert (result.output, result.exit_code) == ("sideman: too high [out_of_range]\n", 1)


def test_a_prompt_that_fits_no_datagram_is_one_sentence(server):
    result = sideman("send", "--port", str(server.peer.port), "prompt", "x" * 100_000)
    assert isinstance(result.exception, OutOfRangeError)
    assert "fewer words" in str(result.exception)


def test_nobody_there_is_known_at_once():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with OscClient("127.0.0.1", port) as client, pytest.raises(NoAnswerError, match="sideman run"):
        list(client.ask("/sideman/ping", (), None, 5.0))


def test_silence_is_no_answer(server):
    with OscClient(server.peer.host, server.peer.port) as client, pytest.raises(NoAnswerError):
        list(client.ask("/silent", (), None, 0.05))


def test_an_unknown_host_is_a_setup_error():
    with pytest.raises(SetupError, match="cannot reach"):
        OscClient("no such host", 7770)


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("prompt", ("slow", "blues", "120"), ("slow blues 120",)),
        ("style", ("jazz", "0.7", "latin", "1"), ("jazz", 0.7, "latin", 1)),
        ("clip", ("8", "bossa", "nova"), (8, "bossa nova")),
        ("subscribe", ("note", "9000"), ("note", 9000)),
        ("stop", ("1",), (1,)),
        ("dance", ("1", "2.5", "x"), (1, 2.5, "x")),
    ],
)
def test_words_become_what_the_handler_takes(name, words, expected):
    assert typed_arguments(find(name), words) == expected


@pytest.mark.parametrize(("error", "code"), [(SetupError("no way"), 2), (NoAnswerError("nobody"), 1)])
def test_main_turns_our_errors_into_a_sentence(monkeypatch, capsys, error, code):
    def fail(**_):
        raise error

    monkeypatch.setattr(cli, "sideman", fail)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == code
    assert capsys.readouterr().err == f"sideman: {error}\n"


def test_options_of_run_overrule_the_configuration_and_set(monkeypatch, tmp_path):
    started = []
    monkeypatch.setattr(
        "bridge.daemon.run",
        lambda config, _told, *, config_path, chart, **_: started.append((config, config_path, chart)),
    )
    path = tmp_path / "mine.toml"
    path.write_text("[osc]\nport = 1\nhost = '0.0.0.0'\n[midi]\nthru = true\n")
    folder = tmp_path / 'a "quoted" \\ folder'
    options = ["--config", str(path), "--set", "osc.port=2", "--set", "midi.channel=3", "--port", "0", "--rules-only"]
    result = sideman("run", *options, "--takes", str(folder), "--midi-port", "none", "--seed", "7", "--clock", "host")
    assert result.exit_code == 0, result.exception
    ((config, config_path, chart),) = started
    assert (config_path, chart) == (path, None)
    assert (config.osc.port, config.osc.host, config.midi.thru, config.midi.channel) == (0, "0.0.0.0", True, 3)
    assert (config.midi.output, config.performer.seed, config.clock.source) == ("none", 7, "host")
    assert config.takes.folder == str(folder)
    assert config.inference.rules_only


def test_a_chart_is_read_before_anything_starts(monkeypatch, tmp_path):
    started = []
    monkeypatch.setattr("bridge.daemon.run", lambda *_, chart, **__: started.append(chart))
    path = tmp_path / "song.txt"
    path.write_text("title: Air\n| C | Hm |")
    result = sideman("run", "--chart", str(path))
    assert isinstance(result.exception, SetupError)
    assert "song.txt: line 2, column 7" in str(result.exception)
    assert not started
    path.write_text("title: Air\n| C | G7 |")
    assert sideman("run", "--chart", str(path)).exit_code == 0
    assert [chart.title for chart in started] == ["Air"]


def test_a_setting_that_is_none_is_one_sentence_and_nothing_starts(monkeypatch):
    monkeypatch.setattr("bridge.daemon.run", lambda *_, **__: pytest.fail("started"))
    result = sideman("run", "--set", "osc.prot=1")
    assert isinstance(result.exception, SetupError)
    assert "osc.port" in str(result.exception)


def test_without_arguments_it_says_what_to_do_next():
    result = sideman()
    assert result.exit_code == 0
    for words in ("sideman demo", "sideman run", "sideman install-host", "sideman doctor", "--help"):
        assert words in result.output
    named = {line.split()[1] for line in result.output.splitlines() if line.startswith("  sideman ")}
    assert named - {"--help"} <= set(cli.COMMANDS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_its_completion(shell):
    result = sideman("completion", shell)
    assert result.exit_code == 0, result.exception
    assert "_SIDEMAN_COMPLETE" in result.output
    assert f"{shell}_complete" in result.output


def test_commands_are_completed_without_importing_them(monkeypatch):
    monkeypatch.setattr(cli.importlib, "import_module", lambda name: pytest.fail(f"{name} was imported"))
    context = cli.click.Context(cli.sideman)
    assert [item.value for item in cli.sideman.shell_complete(context, "gro")] == ["grooves", "groove"]
