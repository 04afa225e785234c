"""The comparison's rows, table and JSON; its turns with doubles for the peers; one real turn over JACK, of the echo."""

import json
import shutil
import socket
import subprocess
import sys
import tomllib

import pytest
from click.testing import CliRunner

from bridge.bench import drive_sideman, echo, impsy, jack, notochord, peers, sideman
from bridge.bench import peer_session as visits
from bridge.bench.peer_session import ANSWER, IDLE, MEMORY, NOTE, START
from bridge.bench.peers import Contender, Environment, NotAvailableError, run_driver, work_samples
from bridge.bench.processes import cpu_s, end, family, idle_percent, resident_mb
from bridge.bench.rows import BenchRow, Measure, commit, make_row, ratio, table, write_json
from bridge.commands import bench_peers as module
from bridge.core.errors import SetupError
from bridge.osc.codec import decode

DELAY = Measure("delay", "ms")
OWN = BenchRow("delay", "Sideman", "ms", 2.0, 4.0, 9)
OTHER = BenchRow("delay", "Other", "ms", 13.4, 22.3, 9)


def test_percentiles_are_those_of_the_samples():
    assert make_row(DELAY, "Other", [float(n) for n in range(101)]) == ("delay", "Other", "ms", 50.0, 99.0, 101)


def test_ratios_are_the_peers_over_sidemans():
    assert ratio(OTHER, OWN) == pytest.approx((6.7, 5.575))
    assert ratio(OTHER, OWN._replace(p50=0.0)) == (None, pytest.approx(5.575))


def test_the_table_has_a_column_a_contender_and_a_line_a_measure():
    rows = [OWN, OTHER, BenchRow("memory", "Other", "MB", 630.2, 631.0, 3)]
    assert table(rows).splitlines() == [
        "p50/p99 (times Sideman's)      Sideman  Other",
        "delay                      ms  2/4      13.4/22.3 (6.7/5.58)",
        "memory                     MB  –        630/631",
    ]


def test_json_has_the_rows_and_what_explains_them(tmp_path):
    write_json(tmp_path / "rows.json", [OWN], commit="abc", missing=["IMPSY is not available: no"])
    assert json.loads((tmp_path / "rows.json").read_text()) == {
        "commit": "abc",
        "missing": ["IMPSY is not available: no"],
        "rows": [{"name": "delay", "peer": "Sideman", "unit": "ms", "p50": 2.0, "p99": 4.0, "n": 9}],
    }


def test_the_commit_is_named_with_a_plus_where_files_differ(tmp_path):
    assert commit(tmp_path) == "unknown"

    def git(*arguments):
        names = ["-c", "user.name=t", "-c", "user.email=t@t"]
        subprocess.run(["git", "-C", str(tmp_path), *names, *arguments], check=True, capture_output=True)

    git("init")
    (tmp_path / "file").write_text("1")
    git("add", "file")
    git("commit", "-m", "one")
    clean = commit(tmp_path)
    assert len(clean) >= 4
    (tmp_path / "file").write_text("2")
    assert commit(tmp_path) == clean + "+"


def contender(name, folder, **more):
    return Contender(name, "1.0", "a double", ["true"], "nowhere", "nowhere", folder, **more)


@pytest.fixture
def turns(monkeypatch, tmp_path):
    """Doubles in place of the contenders; whose turn it was, in order."""
    seen = []

    def measure_contender(who, n_notes, seed):
        seen.append(who.name)
        if who.name == "Frail" and seed == 1:
            raise NotAvailableError("it ended")
        n_answered = n_notes - (who.name == "Frail")
        return {ANSWER: [5.0] * n_answered, IDLE: [1.0], START: [2.0 + seed], MEMORY: [100.0]}

    def missing(_folder):
        raise NotAvailableError("no network")

    names = ("Sideman", "Frail")
    found = {name: lambda folder, name=name: contender(name, folder) for name in names} | {"Absent": missing}
    monkeypatch.setattr(module, "CONTENDERS", found)
    monkeypatch.setattr(module, "measure_contender", measure_contender)
    monkeypatch.setattr(module, "measure_cable", lambda n_notes, _seed: {ANSWER: [1.0] * n_notes})
    monkeypatch.setattr(module, "work_samples", lambda who, _seed: [0.5, 0.7] if who.name == "Sideman" else [])
    monkeypatch.chdir(tmp_path)
    return seen


def test_contenders_take_turns_and_what_fails_is_told(turns):
    arguments = ["--rounds", "3", "--notes", "4", "--json", "out.json"]
    result = CliRunner().invoke(module.bench_peers, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert turns == ["Sideman", "Frail", "Frail", "Sideman", "Sideman", "Frail"]
    with open("out.json", encoding="utf-8") as file:
        document = json.load(file)
    n = {(row["name"], row["peer"]): row["n"] for row in document["rows"]}
    assert n[ANSWER.name, "Sideman"] == 12
    assert n[ANSWER.name, "Frail"] == 6
    assert n[ANSWER.name, module.CABLE] == 12
    assert n[NOTE.name, "Sideman"] == 6
    assert (NOTE.name, "Frail") not in n
    assert n[START.name, "Frail"] == 2
    assert document["missing"] == [
        "Absent is not available: no network",
        "Frail left 1 of 4 notes without an answer",
        "Frail is not available in round 2: it ended",
        "Frail left 1 of 4 notes without an answer",
    ]
    assert document["Sideman"] == "1.0; a double"
    assert all(sentence in result.output for sentence in document["missing"])
    assert "commit: " in result.output


def test_an_environment_that_stands_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(peers.sys, "executable", "/no/such/python")
    environment = Environment(tmp_path, [["nothing==1"]])
    with pytest.raises(NotAvailableError, match=r"this step failed, see install\.log: -m venv"):
        environment.ensure()
    (tmp_path / "installed").write_text('[["nothing==1"]]')
    environment.ensure()
    assert environment.driver("impsy", "work") == [
        environment.python,
        "-I",
        peers.__file__[:-8] + "drive_impsy.py",
        "work",
    ]


def test_a_driver_gives_samples_or_a_sentence(tmp_path):
    code = "import sys; print('loading'); print([1.5, float(sys.argv[1])])"
    assert work_samples(contender("x", tmp_path, work=[sys.executable, "-c", code]), 7) == [1.5, 7.0]
    assert work_samples(contender("x", tmp_path), 7) == []
    with pytest.raises(NotAvailableError, match="failed: ZeroDivisionError"):
        run_driver([sys.executable, "-c", "1 / 0"], tmp_path)
    with pytest.raises(NotAvailableError, match="No such file"):
        run_driver(["/no/such/python", "-I", "x.py"], tmp_path)


@pytest.fixture
def installed(monkeypatch):
    """Environments that need no making; the drivers that were run."""
    drivers = []
    monkeypatch.setattr(Environment, "ensure", lambda _self: None)
    monkeypatch.setattr(Environment, "versions", lambda _self, *names: " ".join(names))
    for each in (notochord, impsy):
        monkeypatch.setattr(each, "run_driver", lambda command, _folder: drivers.append(command[3:]))
    return drivers


def test_peers_get_weights_and_run_isolated(installed, tmp_path):
    for each in (notochord, impsy):
        found = each.prepare(tmp_path)
        assert found.command[1] == found.work[1] == "-I"
        assert found.environment["MIDO_BACKEND"].endswith("UNIX_JACK")
    assert installed == [
        ["checkpoint", str(tmp_path / "random.ckpt")],
        ["model", str(tmp_path / "untrained.tflite"), "3"],
    ]


@pytest.mark.usefixtures("installed")
def test_impsys_configuration_leads_to_our_port(tmp_path):
    impsy.prepare(tmp_path)
    config = tomllib.loads((tmp_path / "bench.toml").read_text(encoding="utf-8"))
    assert config["midi"]["out_device"] == [jack.INLET]
    assert [entry[0] for entry in config["midi"]["output"][jack.INLET]] == ["note_on", "note_velocity"]
    assert config["model"]["file"] == str(tmp_path / "untrained.tflite")
    assert config["osc"]["server_port"] != config["webui"]["command_port"]


def test_sideman_is_told_to_answer(tmp_path):
    found = sideman.prepare(tmp_path)
    assert found.name == "Sideman"
    assert found.command[-2:] == ["--set", "controls.answer=1"]


def test_sidemans_notes_are_timed(model_file, monkeypatch):  # noqa: ARG001
    monkeypatch.setattr(drive_sideman, "N_BARS", 3)
    samples = drive_sideman.time_notes(1)
    assert len(samples) == 3
    assert all(0.0 < each < 1000.0 for each in samples)


BUSY = (
    "import subprocess, sys; c = subprocess.Popen([sys.executable, '-c', 'while True: pass']); print(1, flush=True); "
)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_children_count_and_go_with_their_parent():
    code = BUSY + "\ntry: c.wait()\nexcept KeyboardInterrupt: c.kill()"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True) as process:
        try:
            process.stdout.readline()
            assert len(family(process.pid)) == 2
            # The parent waits: what is seen is its child's, in a turn that a busy machine leaves it.
            assert any(idle_percent(process.pid, 0.3) > 20.0 for _ in range(100))
            assert cpu_s(process.pid) > 0.05
            assert 5.0 < resident_mb(process.pid) < 200.0
        finally:
            end(process)
    assert cpu_s(process.pid) == 0.0


@pytest.fixture
def own_jack(monkeypatch):
    pytest.importorskip("rtmidi", reason="not installed: python-rtmidi, which the benches over JACK measure with")
    """Servers of another name than a benchmark's that runs meanwhile."""
    if shutil.which("jackd") is None:
        pytest.skip("not installed: jackd")
    monkeypatch.setattr(jack, "SERVER_NAME", "sideman-test-bench")


@pytest.mark.jack
@pytest.mark.usefixtures("own_jack")
def test_an_echo_is_measured_over_jack(tmp_path, monkeypatch):
    for name, seconds in {"_SETTLE_S": 0.1, "_IDLE_WINDOW_S": 0.2}.items():
        monkeypatch.setattr(visits, name, seconds)
    samples = visits.measure_contender(echo.prepare(tmp_path), 5, 1)
    assert len(samples[ANSWER]) == 5
    assert all(0.0 < each < 1000.0 for each in samples[ANSWER])
    assert 0.0 < samples[START][0] < 60.0
    assert 0.0 < samples[MEMORY][0] < 100.0
    assert len(visits.measure_cable(3, 1)[ANSWER]) == 3


@pytest.mark.jack
@pytest.mark.usefixtures("own_jack")
def test_notes_cross_the_bridge_to_osc():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(10.0)
        port = receiver.getsockname()[1]
        with jack.private_jack(lambda: impsy.midi_to_osc(port)) as loop:
            jack.connect(jack.OUTLET, loop.inlet("impsy-bridge"))
            assert loop.strike(127, 127, 0.05) is None
            loop.release(127)
            assert decode(receiver.recv(1000)) == [("/interface", (1.0, 1.0), 0.0)]


@pytest.mark.jack
@pytest.mark.usefixtures("own_jack")
def test_a_cable_to_nowhere_is_told():
    with jack.private_jack(), pytest.raises(SetupError, match="jack_connect from"):
        jack.connect(jack.OUTLET, "no:where")


@pytest.mark.jack
@pytest.mark.usefixtures("own_jack")
def test_a_contender_that_ends_is_told(tmp_path):
    with pytest.raises(NotAvailableError, match="it ended"):
        visits.measure_contender(contender("x", tmp_path), 5, 1)
