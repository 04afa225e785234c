"""README, locks and CI say what the project does: checked, so that none of them goes stale."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

from bridge.api.osc_api import BY_ADDRESS, find
from bridge.cli import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TOUR = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
CODE = "\n".join(re.findall(r"^```sh\n(.*?)^```", README + TOUR, re.MULTILINE | re.DOTALL))


def canonical(name: str) -> str:
    """Name of a distribution as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(group: str) -> dict[str, str]:
    """Names and versions of a lock file."""
    lines = (ROOT / "requirements" / f"{group}.txt").read_text(encoding="utf-8").splitlines()
    marker = r'python_version (?:<|>=) "3\.\d+"(?: and sys_platform != "linux")?'
    pin = rf"([a-z0-9-]+)==([A-Za-z0-9.+!]+)(?:; {marker})?"
    found = [re.fullmatch(pin, line) for line in lines if not line.startswith("#")]
    assert all(found), f"{group}.txt holds more than name==version and a marker"
    return {match[1]: match[2] for match in found if match}


def names(requirements: list[str]) -> set[str]:
    """Names of requirements, without versions."""
    return {canonical(re.split(r"[<>=!~\[; ]", text)[0]) for text in requirements}


def test_locks_cover_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    base, train, dev = pins("base"), pins("train"), pins("dev")
    assert names(project["dependencies"]) <= base.keys()
    assert names(extras["train"]) <= base.keys() | train.keys()
    assert names(extras["dev"]) <= base.keys() | train.keys() | dev.keys()
    only_here = {"rtmidi2"}  # of the player elsewhere, of the tests on Linux
    assert base.keys() & dev.keys() == only_here
    assert base["rtmidi2"] == dev["rtmidi2"]
    assert not (base.keys() & train.keys()) | (train.keys() & dev.keys())


def test_base_lock_keeps_training_out() -> None:
    assert not pins("base").keys() & {"tensorflow", "keras", "librosa", "numba", "scipy", "matplotlib"}


def test_every_library_is_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = names(project["dependencies"]).union(*map(names, project["optional-dependencies"].values()))
    page = (ROOT / "docs" / "libraries.md").read_text(encoding="utf-8")
    assert {canonical(name) for name in re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)} == wanted


def test_ci_finds_the_test_command_in_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    program = re.search(r"awk '(.*?)' README\.md", script, re.DOTALL)
    assert program
    found = subprocess.run(
        ["awk", program[1], "README.md"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert found.split() == ["make", "test"]


def test_commands_of_the_readme_exist() -> None:
    used = set(re.findall(r"(?:^|`|/)sideman ([a-z][a-z-]*)", README + TOUR, re.MULTILINE))
    used |= set(re.findall(r"/sideman ([a-z][a-z-]*)", MAKEFILE))
    assert used
    assert used <= COMMANDS.keys()


def test_addresses_of_the_readme_exist() -> None:
    addresses = set(re.findall(r"/sideman/[a-z/]+", CODE))
    sent = set(re.findall(r"sideman send ([a-z/]+)", CODE))
    assert addresses
    assert addresses <= BY_ADDRESS.keys()
    assert all(find(name) for name in sent)


def test_the_readme_fits_a_screen() -> None:
    """A page of 80 lines; what is longer stands in docs/tour.md."""
    assert len(README.splitlines()) <= 80
    assert "![" in README


def test_make_help_lists_every_target() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony
    listed = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([a-z-]+) +\S", listed, re.MULTILINE)) == set(phony[1].split())


def test_the_pages_files_exist() -> None:
    """Files that the pages for developers name, in full or by the folder of the sentence's first one."""
    for page in ("CONTRIBUTING.md", "docs/architecture.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for path in re.findall(r"`((?:bridge|model|tests|docs)/[a-z_/0-9]+(?:\.py|\.md|/)?)`", text):
            assert (ROOT / path).exists(), f"{page}: {path}"


def test_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert set(re.findall(r"^make ([a-z]+)", CODE, re.MULTILINE)) <= targets
    assert {"help", "run", "test", "lint", "bench"} <= targets
