"""The class for SuperCollider and the example for ChucK, run by a real sclang, scsynth and chuck against the daemon."""

import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import threading
from contextlib import suppress
from itertools import pairwise

import pytest

from bridge.hosts.patches.write import ROOT

JACK_NAME = "sideman-coding"
PERIOD_FRAMES = 1024  # 21 ms: on a busy machine synthesisers miss shorter ones, and their own time falls behind
AHEAD_S = 0.5  # the default of osc.ahead_ms
# Read by sclang: what its class receives, a line each; `b` is the last beat that was told. Scripts wait for beats, as
# on a busy machine the music begins seconds after it was asked for.
BEGIN = r"""
b = -1;
x = Sideman("127.0.0.1", thisProcess.argv[0].asInteger);
x.onPlan = { |plan| "PLAN % %\n".postf(plan[\style], plan[\key]) };
x.onPlaying = { |playing| "PLAYING %\n".postf(playing) };
OSCFunc({ |msg, time| "NOTE % % % % % %\n".postf(msg[2], msg[4], msg[6], msg[8], time - Main.elapsedTime, msg[9]) },
    '/sideman/note/timed');
OSCFunc({ |msg, time| b = b.max(msg[1]); "BEAT % % % %\n".postf(msg[1], msg[2], time, msg[3]) }, '/sideman/beat');
OSCFunc({ |msg| "CANCEL %\n".postf(msg[1]) }, '/sideman/note/cancel');
"""


class Sclang:
    """A language without screen and keyboard, with extensions of its own; what it posts, line by line."""

    def __init__(self, folder, script, port):
        path = folder / "test.scd"
        path.write_text(f"(\n{script}\n)\n")
        environment = os.environ | {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "share"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_RUNTIME_DIR": str(folder),
            "QT_QPA_PLATFORM": "offscreen",
            "QTWEBENGINE_DISABLE_SANDBOX": "1",  # it starts as root in a container
        }
        self.process = subprocess.Popen(
            ["sclang", "-D", str(path), str(port)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment,
            start_new_session=True,
        )  # fmt: skip
        self.lines = []
        self._thread = threading.Thread(target=lambda: self.lines.extend(iter(self._line, None)))
        self._thread.start()

    def _line(self):
        line = self.process.stdout.readline()
        return line.rstrip() if line else None

    def having(self, pattern):
        return [line for line in list(self.lines) if re.search(pattern, line)]

    def rows(self, kind):
        """The words of each line of a kind; numbers as such."""
        return [_values(line) for line in self.having(f"^{kind} ")]

    def close(self):
        for end in (signal.SIGTERM, signal.SIGKILL):  # its server too: JACK waits long for clients that vanish
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, end)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(5.0)
        self._thread.join()
        self.process.stdout.close()


def _values(line):
    return [_value(word) for word in line.split()[1:]]


def _value(word):
    try:
        return float(word)
    except ValueError:
        return word


@pytest.fixture
def own_jack(tools):
    """A JACK server for their sound alone: one that waits for each client stays stuck on a synthesiser that leaves."""
    if shutil.which("jackd") is None:
        pytest.skip("not installed: jackd")
    with tools.jack_alone(JACK_NAME, period=PERIOD_FRAMES, waits_for_clients=False):
        yield


@pytest.fixture
def start_sclang(tmp_path, tools):
    if shutil.which("sclang") is None:
        pytest.skip("not installed: sclang (Debian: supercollider-language)")
    running = []

    def start(script, daemon):
        environment = os.environ | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "share")}
        subprocess.run([*tools.command, "install-host", "supercollider"], check=True, env=environment)
        running.append(Sclang(tmp_path, script if daemon is None else BEGIN + script, daemon.port if daemon else 0))
        return running[-1]

    yield start
    for each in running:
        each.close()


PLAYED = r"""
x.onNote(\all, { |event| "PLAYED % % %\n".postf(event[\part], event[\midinote], Main.elapsedTime - event[\time]) });
x.prompt("bossa nova in D minor at 100, guitar and bass");
Routine {
    while { x.plan[\key] != 'D minor' } { 0.05.wait };
    x.play;
    while { b < 9 } { 0.05.wait };
    "CHANGED".postln;
    x.tempo(150);
    while { b < 20 } { 0.05.wait };
    x.stop;
    while { x.isPlaying } { 0.05.wait };
    "STOPPED".postln;
    1.wait;
    "END".postln;
}.play(SystemClock);
"""


def slopes_s(beats):
    """Seconds from each beat to the next of rows (beat, moment); of a beat that was sent again the latest counts."""
    moments_s = dict(beats)
    return {beat: moments_s[beat + 1] - at_s for beat, at_s in moments_s.items() if beat + 1 in moments_s}


@pytest.mark.sclang
def test_sclang_prompts_plays_changes_the_tempo_and_stops(start_daemon, start_sclang, tools):
    daemon = start_daemon("--midi-port", "none", "--seed", "3", env=tools.no_jack)
    sclang = start_sclang(PLAYED, daemon)
    tools.wait_for(lambda: sclang.having("^END"), 90.0, what="the end of the script")
    assert not sclang.having("ERROR")
    assert sclang.having("^PLAN .*latin.* D minor")
    assert [line for line in sclang.lines if line.startswith("PLAYING")] == ["PLAYING true", "PLAYING false"]

    notes, changed = sclang.rows("NOTE"), sclang.lines.index("CHANGED")
    assert {"bass", "guitar"} <= {part for part, *_ in notes}
    first = [_values(line) for line in sclang.lines[:changed] if line.startswith("NOTE")]
    assert min(beat for _, _, beat, *_ in first) == pytest.approx(0.0, abs=0.1)
    # What the player says of itself; a busy machine may be late in its turn, and says so.
    assert statistics.median(ahead_s for *_, ahead_s in first) >= AHEAD_S
    assert statistics.median(ahead_s for *_, ahead_s in first[:8]) >= 0.8 * AHEAD_S  # the first notes too
    assert statistics.median(received_ahead_s for *_, received_ahead_s, _ in first) >= 0.9 * AHEAD_S

    beats = sclang.rows("BEAT")
    slopes = slopes_s([(beat, at_s) for beat, _, at_s, _ in beats])
    told = {beat: bpm for beat, bpm, *_ in beats}
    assert set(told.values()) == {100.0, 150.0}
    for beat, slope_s in slopes.items():  # sclang fits the wall clock to its own
        assert slope_s == pytest.approx(60.0 / told[beat], abs=0.01), beat
    played = sclang.rows("PLAYED")
    assert len(played) > 60
    assert statistics.median(late_s for *_, late_s in played) < 0.005
    assert not any(line.startswith("PLAYED") for line in sclang.lines[sclang.lines.index("STOPPED") :])


LED = r"""
t = TempoClock(97 / 60, queueSize: 4096);
n = 0;
x.onNote(\all, { |event|
    n = n + 1;
    "LED % %\n".postf(event[\beat], t.secs2beats(event[\time])) });
x.prompt("slow funk, bass and piano");
Routine {
    while { x.plan[\style].isNil } { 0.05.wait };
    x.lead(t);
    while { n < 40 } { 0.05.wait };
    t.tempo = 120 / 60;
    "CHANGED".postln;
    n = 0;
    while { n < 60 } { 0.05.wait };
    x.unlead;
    while { x.isPlaying } { 0.05.wait };
    "END".postln;
}.play(SystemClock);
"""


@pytest.mark.sclang
def test_a_tempo_clock_leads(start_daemon, start_sclang, tools):
    """Each note sounds at the leader's beat that it has, after a change of tempo too."""
    daemon = start_daemon("--midi-port", "none", "--seed", "3", env=tools.no_jack)
    sclang = start_sclang(LED, daemon)
    tools.wait_for(lambda: sclang.having("^END"), 90.0, what="the end of the script")
    assert not sclang.having("ERROR")
    changed = sclang.lines.index("CHANGED")
    for lines in (sclang.lines[:changed], sclang.lines[changed:]):
        off = [_values(line)[1] - _values(line)[0] for line in lines if line.startswith("LED")]
        assert len(off) > 20
        assert statistics.median(map(abs, off)) < 0.03  # beats


FOLLOWS = r"""
t = x.follow;
x.prompt("motown, bass and drums, 110 bpm");
Pbind(\play, { "METRONOME % %\n".postf(t.beats, t.tempo * 60) }, \dur, 1).play(t, quant: 1);
Pbindf(x.pattern(\bass), \play, { ~beat !? { "PATTERN % %\n".postf(~midinote, ~beat - t.beats) } }).play(t);
OSCFunc({ |msg, time| SystemClock.schedAbs(time, { "OFF % %\n".postf(msg[1], msg[1] - t.beats) }) }, '/sideman/beat');
Routine {
    while { x.plan[\style].isNil } { 0.05.wait };
    x.play;
    while { b < 17 } { 0.05.wait };
    x.stop;
    while { x.isPlaying } { 0.05.wait };
    "END".postln;
}.play(SystemClock);
"""


@pytest.mark.sclang
def test_a_tempo_clock_follows_and_a_pattern_plays_a_part(start_daemon, start_sclang, tools):
    daemon = start_daemon("--midi-port", "none", "--seed", "3", env=tools.no_jack)
    sclang = start_sclang(FOLLOWS, daemon)
    tools.wait_for(lambda: sclang.having("^END"), 90.0, what="the end of the script")
    assert not sclang.having("ERROR")
    off = [off for beat, off in sclang.rows("OFF") if beat > 4]
    assert len(off) >= 10
    assert statistics.median(map(abs, off)) < 0.02  # beats
    assert statistics.median(bpm for _, bpm in sclang.rows("METRONOME")[-8:]) == pytest.approx(110, abs=1.0)
    bass = sclang.rows("PATTERN")
    assert len(bass) >= 6
    assert all(20 <= pitch <= 60 for pitch, _ in bass)


HELP = r"""
SCDoc.indexAllDocuments;
"HELP %\n".postf(SCDoc.parseFileFull(SCDoc.documents["Classes/Sideman"].fullPath).notNil);
"UNDOCUMENTED %\n".postf(SCDoc.documents["Classes/Sideman"].undocimethods.asArray);
"END".postln;
"""


@pytest.mark.sclang
def test_the_help_file_is_read(start_daemon, start_sclang, tools):
    daemon = start_daemon("--midi-port", "none", env=tools.no_jack)
    sclang = start_sclang(HELP, daemon)
    tools.wait_for(lambda: sclang.having("^END"), 60.0, what="the end of the script")
    assert sclang.having("^HELP true")
    assert not sclang.having("WARNING: SCDoc|ERROR")


EXAMPLES = ROOT / "live_coding/supercollider/examples"
EXAMPLE = r"""
n = 0;
OSCFunc({ n = n + 1 }, '/n_go');
%s;
Routine {
    while { n < 20 } { 0.1.wait };
    %s
    x.stop;
    while { x.isPlaying } { 0.1.wait };
    "SYNTHS %%\n".postf(n);
    "SERVER QUITS".postln;
    s.quit({ "END".postln });
}.play(AppClock);
"""


@pytest.mark.sclang
@pytest.mark.jack
@pytest.mark.parametrize("name", ["1_play", "2_clock_leads", "3_patterns"])
@pytest.mark.usefixtures("own_jack")
def test_the_examples_play_on_a_real_server(name, start_daemon, start_sclang, tools):
    """The block as one evaluates it, then the lines after it, one by one."""
    if shutil.which("scsynth") is None:
        pytest.skip("not installed: scsynth (Debian: supercollider-server)")
    daemon = start_daemon("--midi-port", "none", "--seed", "3", env=tools.no_jack)
    text = (EXAMPLES / f"{name}.scd").read_text().replace("Sideman.new", f'Sideman.new("127.0.0.1", {daemon.port})')
    block, _, rest = text.partition("(\n")[2].partition("\n)\n")
    sclang = start_sclang(EXAMPLE % (block, " ".join(f"{line} 1.wait;" for line in rest.strip().splitlines())), None)
    tools.wait_for(lambda: sclang.having("^END"), 120.0, what="the end of the example")
    assert sclang.rows("SYNTHS")[0][0] >= 20
    before_quit = sclang.lines[: sclang.lines.index("SERVER QUITS")]  # patterns go on a moment without it
    assert not [line for line in before_quit if re.search("ERROR|FAILURE", line)]


@pytest.mark.chuck
@pytest.mark.usefixtures("own_jack")
def test_chuck_plays_at_the_beat_and_follows_a_change_of_tempo(start_daemon, peer, tools):
    if shutil.which("chuck") is None:
        pytest.skip("not installed: chuck")
    daemon = start_daemon("--midi-port", "none", "--seed", "3", env=tools.no_jack)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        own = probe.getsockname()[1]
    arguments = f"{ROOT / 'live_coding/chuck/sideman.ck'}:{daemon.port}:{own}:16:1"
    chuck = subprocess.Popen(["chuck", arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    other, lines = peer(daemon), []
    reading = threading.Thread(target=lambda: lines.extend(chuck.stdout))
    reading.start()
    try:
        tools.wait_for(lambda: n_notes(lines) > 60 or chuck.poll() is not None, what="ChucK's notes")
        assert n_notes(lines) > 60, lines
        n_before = len(lines)
        other.send("/sideman/tempo", 180.0)
        assert chuck.wait(60.0) == 0
    finally:
        chuck.kill()
        chuck.wait()
        reading.join()
        chuck.stdout.close()
    report = dict(pairwise(lines[-1].split()))
    assert int(report["late"]) <= int(report["notes"]) // 10
    assert int(report["beats"]) > 20
    assert report["playing"] == "0"
    for notes, bpm in ((lines[:n_before], 120), (lines[n_before + 60 : -1], 180)):
        assert chuck_slope_s(notes) == pytest.approx(60 / bpm, rel=0.05)


def n_notes(lines):
    return sum(line.startswith("note ") for line in list(lines))


def chuck_slope_s(lines):
    """Median seconds a beat between notes of following beats; audio that stops on a busy machine moves few of them."""
    notes = sorted({tuple(map(float, line.split()[1:3])) for line in lines if line.startswith("note ")})
    pairs = [(b - a, t - s) for (a, s), (b, t) in pairwise(notes) if b - a > 0.2]
    return statistics.median(seconds / beats for beats, seconds in pairs)
