"""What the release's scripts decide, and that its workflow names scripts that are there."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
RELEASE = ROOT / "release"
WORKFLOW = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch):
    """Imports a script, as it would be with its folder first on the path."""
    monkeypatch.syspath_prepend(str(RELEASE))

    def load(name: str) -> ModuleType:
        monkeypatch.delitem(sys.modules, name, raising=False)
        return __import__(name)

    return load


def test_the_workflow_runs_scripts_that_are_there() -> None:
    used = re.findall(r"python (release/\w+\.py)", WORKFLOW)
    assert {path.name for path in RELEASE.glob("*.py")} - {"performer.py", "app_main.py"} == {
        Path(p).name for p in used
    }
    assert all((ROOT / path).is_file() for path in used)


@pytest.mark.parametrize("name", ["build_app", "build_wheel", "check_wheels", "try_app", "try_wheel"])
def test_every_option_of_the_workflow_is_known_to_its_script(name: str) -> None:
    shown = subprocess.run(
        [sys.executable, str(RELEASE / f"{name}.py"), "--help"], capture_output=True, text=True, check=True
    ).stdout
    used = {option for line in re.findall(rf"{name}\.py(.*)", WORKFLOW) for option in re.findall(r"--[a-z-]+", line)}
    used |= set(re.findall(r"options: (--[a-z-]+)", WORKFLOW)) if name == "try_app" else set()
    assert all(option in shown for option in used)


def test_wheels_are_looked_for_by_the_markers_of_the_other_system(script, tmp_path: Path) -> None:
    lock = tmp_path / "base.txt"
    lock.write_text(
        '# made\nnumpy==2.4.6\npython-rtmidi==1.5.8; python_version < "3.13"\npefile==1.0; sys_platform == "win32"\n',
        encoding="utf-8",
    )
    pins_for = script("check_wheels").pins_for
    assert pins_for("linux", "3.12", lock) == ["numpy==2.4.6", "python-rtmidi==1.5.8"]
    assert pins_for("linux", "3.14", lock) == ["numpy==2.4.6"]
    assert pins_for("win32", "3.13", lock) == ["numpy==2.4.6", "pefile==1.0"]


def test_a_wheel_that_lacks_something_is_noticed(script, tmp_path: Path) -> None:
    build_wheel = script("build_wheel")
    wheel = tmp_path / "sideman-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in build_wheel.WANTED[:-1]:
            data = "sideman-1.data/data/" if name.startswith("share/") else ""
            archive.writestr(f"{data}{name}x" if name.endswith("/") else f"{data}{name}", "")
    assert build_wheel.lacking(wheel) == [build_wheel.WANTED[-1]]


def test_checksums_are_those_that_sha256sum_reads(script, tmp_path: Path) -> None:
    checksums = script("checksums")
    (tmp_path / "b.whl").write_bytes(b"b")
    (tmp_path / "a.zip").write_bytes(b"a")
    for _ in range(2):  # the second time the sums are there, and are no file of the release
        checksums.main(tmp_path)
    sums = [f"{hashlib.sha256(name).hexdigest()}  {file}\n" for name, file in ((b"a", "a.zip"), (b"b", "b.whl"))]
    assert (tmp_path / "SHA256SUMS").read_bytes().decode() == "".join(sums)


def test_no_files_are_no_release(script, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="holds no files"):
        script("checksums").main(tmp_path)


def test_a_folder_stands_for_the_wheel_in_it(script, tmp_path: Path) -> None:
    the_wheel = script("performer").the_wheel
    with pytest.raises(SystemExit, match="no wheel"):
        the_wheel(tmp_path)
    wheel = tmp_path / "sideman-1-py3-none-any.whl"
    wheel.touch()
    assert the_wheel(tmp_path) == the_wheel(wheel) == wheel.resolve()


def test_the_notes_of_a_release_are_its_section(script) -> None:
    section = script("notes").section
    changelog = "# C\n\n## [Unreleased]\n\n- new\n\n## [0.2.0] - 2026-11-27\n\n- two\n\n## [0.1.0]\n\n- one\n"
    assert section(changelog, "0.2.0") == "- two\n"
    assert section(changelog, "0.1.0") == "- one\n"
    with pytest.raises(SystemExit, match=r"no section 0\.3\.0"):
        section(changelog, "0.3.0")
