"""What a monitor makes of what it hears, and how it is drawn; a real daemon is watched in the end-to-end tests."""

import socket

import pytest
from click.testing import CliRunner
from rich.console import Console

from bridge import cli
from bridge.core.errors import NoAnswerError
from bridge.monitoring.daemon_state import DaemonState
from bridge.monitoring.monitor_view import histogram, picture, plain
from bridge.osc.codec import OscMessage

STATUS = {
    "playing": 1, "waiting": 0, "mode": "play", "holding": 0, "bar": 3, "beat": 9.0, "tempo": 120.0, "beats_ahead": 7.5,
    "clock": "internal", "seed": 4, "notes": 321, "notes_late": 2, "notes_dropped": 1, "sounding": 5,
    "late_p50_ms": 0.12, "late_p99_ms": 0.34, "bars_late": 1, "resting": 1, "clips_waiting": 0, "inference": 1,
    "restarts": 2, "subscriptions": 7, "connections": 1, "received": 99, "errors": 3, "midi_port": "Sideman",
    "ports_missing": "keys", "uptime_s": 3661.0,
}  # fmt: skip
PLAN = ("style", "jazz 1", "tempo", 120.0, "key", "D minor", "metre", "4/4", "parts", "drums bass", "excluded", "piano")


def status(**changed):
    return "/sideman/status", *(each for pair in (STATUS | changed).items() for each in pair)


def heard_of(*messages, now_s=100.0):
    state = DaemonState()
    for address, *values in messages:
        state.update(OscMessage(address, tuple(values)), now_s)
    return state


@pytest.fixture
def playing():
    return heard_of(
        ("/sideman/version", "9.9", "0123456789abcdef"),
        ("/sideman/plan", *PLAN),
        ("/sideman/note", 1, "drums", 10, 36, 90, 8.0, 0.25),
        ("/sideman/note", 2, "bass", 2, 40, 90, 8.0, 4.0),
        ("/sideman/note", 3, "piano", 1, 60, 90, 11.0, 1.0),
        ("/sideman/late", 900.0, "strings"),
        status(),
        ("/sideman/bar", 3, 8.0, 120.0, 4, 4, "Dm7", "G7"),
        ("/sideman/error", "", "internal", "the music stopped"),
    )


def text_of(state, width=80, height=24, **options):
    console = Console(width=width, height=height, highlight=False)
    with console.capture() as capture:
        console.print(picture(state, 101.0, "127.0.0.1:7770", height, **options))
    return capture.get()


def test_beats_go_on_between_messages(playing):
    assert playing.beat_at(101.0) == pytest.approx(10.0)
    assert playing.parts_at(101.0) == {"drums": False, "bass": True}
    assert playing.parts_at(101.6) == {"drums": False, "piano": True, "bass": True}


def test_cancelled_notes_do_not_sound_and_old_ones_are_forgotten(playing):
    playing.update(OscMessage("/sideman/note/cancel", (10.0,)), 101.0)
    assert "piano" not in playing.parts_at(101.6)
    playing.update(OscMessage("/sideman/bar", (99, 400.0, 120.0, 4, 4, "C", "C")), 200.0)
    assert playing.parts_at(200.0) == {}


def test_a_plain_snapshot_says_everything(playing):
    text = "\n".join(plain(playing, 101.0, "127.0.0.1:7770"))
    for words in (
        "Sideman 9.9   model 0123456789ab   127.0.0.1:7770   up 1:01:01",
        "style jazz 1   key D minor   metre 4/4   120 bpm",
        "drums bass   without piano",
        "play, playing",
        "3   beat 3/4 □□■□   4/4   Dm7 G7",
        "120.0 bpm, clock internal, 7.5 beats ahead",
        "· drums  ● bass",
        "resting   strings",
        "p50 0.12 ms   p99 0.34 ms   321 notes, 2 late, 1 dropped, 5 sounding",
        "up, 2 restarts, 1 bars late",
        "7 subscriptions, 1 TCP connections, 99 packets, 3 refused",
        "MIDI Sideman   missing: keys",
        "the music stopped [internal]",
    ):
        assert words in text


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (40, 24)])
def test_a_page_fits_its_terminal(playing, width, height):
    for number in range(60):
        playing.update(OscMessage("/sideman/error", ("", "internal", f"fault {number} " + "x" * 200)), 100.0)
    lines = text_of(playing, width, height).splitlines()
    assert len(lines) <= height
    assert max(map(len, lines)) <= width
    assert "fault 59" in "\n".join(lines)


def test_a_daemon_that_has_gone_is_told(playing):
    assert "no daemon answers on 127.0.0.1:7770 for 8 s; trying again" in text_of(playing, gone_s=93.0)


def test_nothing_heard_can_be_drawn():
    assert "not heard yet" in text_of(DaemonState())
    assert (
        plain(heard_of(status(playing=0, waiting=1)), 1.0, "x")[2] == "mode      play, waits for the transport   seed 4"
    )


def test_messages_of_another_version_are_told_not_raised():
    state = heard_of(("/sideman/bar", 1), ("/sideman/plan", "style"), ("/sideman/new", 1))
    assert [fault.text.split()[0] for fault in state.errors] == ["/sideman/bar", "/sideman/plan"]


def test_a_dead_inference_process_is_among_the_errors():
    state = heard_of(status(), ("/sideman/inference", 0, "it was killed"))
    assert "it was killed" in state.errors[-1].text
    assert "down" in text_of(state)


def test_the_histogram_counts_seconds():
    texts = [text.plain for _, text in histogram([0.05, 0.05, 0.3, 70.0])]
    assert [text.rpartition("█")[2].strip() for text in texts if "█" in text] == ["2 s", "1 s", "1 s"]
    assert "more" in texts[-1]


def test_resting_parts_come_back(playing):
    playing.update(OscMessage(status(resting=0)[0], status(resting=0)[1:]), 101.0)
    assert playing.resting == ()


def test_nobody_there_is_one_sentence():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    result = CliRunner().invoke(cli.sideman, ["monitor", "--port", str(port)])
    assert isinstance(result.exception, NoAnswerError)
    assert "start one with: sideman run" in str(result.exception)
