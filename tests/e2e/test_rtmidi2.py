"""rtmidi2 itself, behind our ports, beside python-rtmidi: over JACK, with the system's JACK library in its place.

Its own copy of that library ends the process where Debian's server runs, which is why Linux does without rtmidi2; what
its API does is the same on macOS and Windows, where no copy of JACK is in its way.
"""

from __future__ import annotations

import ctypes
import json
import re
import shutil
import subprocess
import sys
from ctypes.util import find_library
from importlib.util import find_spec
from pathlib import Path

import pytest

PROBE = Path(__file__).with_name("midi_backend_probe.py")

pytestmark = pytest.mark.jack


@pytest.fixture
def with_the_systems_jack(tmp_path: Path) -> Path:
    """A folder with rtmidi2 whose JACK is the system's."""
    spec = find_spec("rtmidi2")
    library = find_library("jack")
    if spec is None or spec.origin is None or library is None:
        pytest.skip("rtmidi2 or JACK's library is not installed")
    origin = Path(spec.origin)
    shutil.copy(origin, tmp_path)
    shutil.copytree(origin.with_name("rtmidi2.libs"), tmp_path / "rtmidi2.libs")
    ctypes.CDLL(library)
    loaded = re.findall(r"/\S+/libjack[^/\s]*", Path("/proc/self/maps").read_text(encoding="utf-8"))
    # Where a test before this one imported rtmidi2, its copy is among them.
    systems = next(each for each in loaded if Path(each).parent != origin.with_name("rtmidi2.libs"))
    (bundled,) = (tmp_path / "rtmidi2.libs").glob("libjack*")
    bundled.unlink()
    bundled.symlink_to(systems)
    return tmp_path


@pytest.mark.parametrize("name", ["rtmidi", "rtmidi2"])
@pytest.mark.usefixtures("jack_server")
def test_notes_pass_and_ports_come_and_go(name: str, with_the_systems_jack: Path) -> None:
    if name == "rtmidi":
        pytest.importorskip("rtmidi")
    done = subprocess.run(
        [sys.executable, str(PROBE), name, str(with_the_systems_jack)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["sentence"] == "MIDI port Sideman (UNIX_JACK)"
    assert result["same"]
    assert {"Sideman in:Sideman", "Sideman:Sideman"} <= set(result["appeared"])
    assert result["left"] == []
