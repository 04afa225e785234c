"""Live's extension: its own tests run by Node, and the committed archive in a double of Live with the real player."""

import json
import os
import re
import shutil
import subprocess
import tomllib
import zipfile

import pytest

from bridge.api.osc_api import BY_ADDRESS
from bridge.hosts.patches import ablx
from bridge.hosts.patches.write import ROOT
from bridge.osc.arguments import read

SOURCES = sorted((ablx.FOLDER / "src").glob("*.mjs"))
NODE_TESTS = ROOT / "tests" / "node"
ESBUILD = ablx.FOLDER / "node_modules" / ".bin" / "esbuild"
WALTZ = {"words": "waltz with piano, bass and flute", "style": "", "bars": 8}
FIGURE = [
    {"pitch": pitch, "startTime": i * 1.0, "duration": 1.0, "velocity": 90} for i, pitch in enumerate((38, 41, 45, 38))
]
SET = {
    "tempo": 96,
    "scenes": [{}, {}, {"metre": [3, 4]}],
    "tracks": [
        {"name": "Drums", "clips": [{"length": 4, "notes": [{**FIGURE[0], "pitch": 36}]}]},
        {"name": "Bass", "clips": [{"name": "slow blues", "length": 8, "notes": FIGURE}]},
        {"name": "Piano"},
        {"name": "Vocals", "audio": True},
    ],
}

pytestmark = pytest.mark.node


@pytest.fixture
def bundle(tmp_path):
    """The code in the archive that is committed."""
    if shutil.which("node") is None:
        pytest.skip("not installed: node")
    with zipfile.ZipFile(ablx.ARCHIVE) as archive:
        archive.extractall(tmp_path / "ablx")
    return tmp_path / "ablx" / "sideman.cjs"


class Live:
    """The extension in a double of Live, driven step by step."""

    def __init__(self, bundle, port, modules):
        self._node = subprocess.Popen(
            ["node", str(NODE_TESTS / "drive_live.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, env={**os.environ, "SIDEMAN_BUNDLE": str(bundle)},
        )  # fmt: skip
        self._write({"port": port, "set": SET, "modules": modules})

    def __call__(self, command, on, at, **more):
        """Click; what there is in the set then."""
        self._write({"command": command, "on": on, "at": at, **more})
        return json.loads(self._read())

    def close(self):
        self._node.stdin.close()
        self._node.stdout.close()
        assert self._node.wait(timeout=20.0) == 0  # nothing is left open in Live's process

    def _write(self, step):
        self._node.stdin.write(json.dumps(step) + "\n")
        self._node.stdin.flush()

    def _read(self):
        return next(line for line in self._node.stdout if line.startswith("{"))


@pytest.fixture
def live(bundle):
    """Open doubles of Live that end with the test."""
    opened = []

    def open_live(port, modules=("dgram", "net", "fs")):
        opened.append(Live(bundle, port, modules))
        return opened[-1]

    yield open_live
    for each in opened:
        each.close()


def test_nodes_own_tests_pass(bundle):
    done = subprocess.run(
        ["node", "--test", "--test-reporter=tap", str(NODE_TESTS / "live_extension.test.mjs")],
        capture_output=True, text=True, timeout=200, env={**os.environ, "SIDEMAN_BUNDLE": str(bundle)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:]
    assert int(re.search(r"^# pass (\d+)", done.stdout, re.MULTILINE)[1]) >= 30
    assert "# skipped 0" in done.stdout


def test_the_archive_is_what_the_sources_make(tmp_path):
    if not ESBUILD.exists():
        pytest.skip("not installed: esbuild (npm ci --prefix live_extension)")
    script = json.loads((ablx.FOLDER / "package.json").read_text())["scripts"]["build"]
    command = script.split(" && ")[0].replace("build/sideman.cjs", str(tmp_path / "sideman.cjs")).split()
    subprocess.run([str(ESBUILD), *command[1:]], cwd=ablx.FOLDER, check=True, timeout=60)
    made = ablx.packed(ablx.contents(tmp_path / "sideman.cjs"))
    assert made == ablx.ARCHIVE.read_bytes(), "type: npm run build --prefix live_extension"


def test_the_manifest_is_as_live_wants_it_and_of_our_version():
    with zipfile.ZipFile(ablx.ARCHIVE) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert set(manifest) == {"name", "author", "version", "entry", "minimumApiVersion"}
        assert manifest["minimumApiVersion"] == "1.0.0"
        assert archive.read(manifest["entry"])
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools_scm"]["fallback_version"]
    package = json.loads((ablx.FOLDER / "package.json").read_text())
    assert manifest["version"] == package["version"] == ours


def test_the_lock_names_no_registry():
    lock = (ablx.FOLDER / "package-lock.json").read_text()
    assert "http" not in lock
    assert set(json.loads(lock)["packages"][""]["devDependencies"]) == {"esbuild"}


def test_sources_send_only_addresses_that_there_are():
    text = "\n".join(path.read_text() for path in SOURCES)
    answers = {address for handler in BY_ADDRESS.values() for address in handler.answer_addresses}
    used = set(re.findall(r'"(/sideman/[a-z/]*[a-z])"', text))
    assert {"/sideman/clip", "/sideman/fill/begin", "/sideman/clip/resend"} <= used
    assert used <= BY_ADDRESS.keys() | answers | {"/sideman/error"}


def test_only_the_adapter_knows_live():
    raw = re.compile(r"\b(dataModel|clipslot|midiclip|registerContextMenuAction|withinTransaction)")
    assert [path.name for path in SOURCES if raw.search(path.read_text())] == ["host.mjs"]


def test_every_request_fits_the_table(live):
    click = live(0)
    click("generate", "slot", [2, 1], answer=WALTZ)
    click("fill", "slot", [2, 0])
    requests = click("again", "slot", [2, 0])["requests"]
    assert {request[0] for request in requests} >= {"/sideman/clip", "/sideman/fill/notes", "/sideman/capabilities"}
    for address, *values in requests:
        read(address, BY_ADDRESS[address].signature, values)


@pytest.mark.parametrize("modules", [["dgram", "net", "fs"], ["net"]])
def test_eight_bars_come_into_an_empty_slot(live, start_daemon, modules):
    daemon = start_daemon("--midi-port", "none", "--seed", "2")
    told = live(daemon.port, modules)("generate", "slot", [2, 2], answer=WALTZ)
    assert told["said"] == []
    assert '<option value="ragtime"' in told["dialogs"][0]
    clip = told["clips"][2][2]
    assert (clip["name"], clip["length"]) == (WALTZ["words"], 24)
    assert len(clip["notes"]) > 12
    assert all(0 <= note["startTime"] < note["startTime"] + note["duration"] <= 24 for note in clip["notes"])
    assert told["undo"] == [["clipslotCreateMidiClip"], ["midiclipSetNotes", "clipSetName"]]


def test_a_session_continue_fill_vary_again_and_an_arrangement(live, start_daemon):
    daemon = start_daemon("--midi-port", "none", "--seed", "3")
    click = live(daemon.port)
    told = click("continue", "clip", [1, 0])
    assert told["clips"][1][0]["notes"] == FIGURE
    assert told["clips"][1][1]["length"] == 8
    assert told["clips"][1][1]["notes"]
    told = click("fill", "slot", [2, 0])
    assert (told["clips"][2][0]["name"], told["clips"][2][0]["length"]) == ("fill piano", 8)
    assert told["clips"][2][0]["notes"]
    told = click("again", "slot", [2, 0])
    assert told["clips"][2][0]["notes"]
    told = click("vary", "clip", [2, 0])
    assert told["clips"][2][1]["length"] == 8
    told = click("generate", "range", [16, 32, 0, 1], answer={"words": "funk", "style": "", "bars": 4})
    assert [[(clip["start"], clip["length"]) for clip in track] for track in told["arrangement"]] == [
        [(16, 16)], [(16, 16)], [], []
    ]  # fmt: skip
    assert all(clip["notes"] for track in told["arrangement"] for clip in track)
    told = click("generate", "scene", [2], answer=WALTZ)
    assert told["clips"][1][2]["notes"]
    assert told["said"] == []


def test_a_long_clip_arrives_whole(live, start_daemon):
    daemon = start_daemon("--midi-port", "none", "--seed", "4")
    wish = {"words": "fast metal with drums, guitar, piano, organ, strings and bass", "style": "", "bars": 64}
    told = live(daemon.port)("generate", "slot", [2, 1], answer=wish)
    assert told["said"] == []
    assert told["clips"][2][1]["length"] == 256
    assert max(note["startTime"] for note in told["clips"][2][1]["notes"]) > 200


def test_stopping_changes_nothing_and_nobody_there_is_said(live, start_daemon):
    daemon = start_daemon("--midi-port", "none")
    click = live(daemon.port)
    told = click("generate", "slot", [2, 1], answer={**WALTZ, "bars": 64}, abortsAfterMs=30)
    assert (told["said"], told["undo"], told["clips"][2][1]) == ([], [], None)
    daemon.end()
    told = click("generate", "slot", [2, 1], answer=WALTZ)
    assert told["said"] == ["Nobody there: start Sideman in a terminal with: sideman run"]
    again = start_daemon("--midi-port", "none", "--port", str(daemon.port))
    assert again.port == daemon.port
    told = click("generate", "slot", [2, 1], answer=WALTZ)
    assert len(told["said"]) == 1
    assert told["clips"][2][1]["notes"]
