"""Write requirements/{base,train,dev}.txt from what the environment has: ``make lock``.

Each file holds ``name==version`` lines, with a marker where not every Python has a wheel: base is what the daemon
needs, train and dev come on top. Run it with Python 3.12, which has them all.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
# Builds our own package, and TensorFlow imports it; Python 3.12 environments no longer come with it.
BUILD = ("setuptools>=77", "setuptools-scm>=8")
DEV_EXTRAS = ("dev", "cluster", "link", "mcp")
HEADER = "# Written by `make lock` from a tested environment (Python 3.11 and 3.12).\n"


def canonical(name: str) -> str:
    """Name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def applies(requirement: Requirement, extras: set[str]) -> bool:
    """Whether a distribution that was asked for with ``extras`` needs this here."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras)


def closure(requirements: list[str]) -> dict[str, str]:
    """All distributions that these requirements bring. Raises SystemExit when one is missing."""
    found: dict[str, str] = {}
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonical(requirement.name)
        if name in found:
            continue
        try:
            installed = distribution(requirement.name)
        except PackageNotFoundError:
            raise SystemExit(f"{requirement.name} is not installed; run `make test` first") from None
        if installed.version not in requirement.specifier:
            raise SystemExit(f"{name} {installed.version} is installed, but {requirement} is asked for")
        found[name] = installed.version
        needed = [Requirement(text) for text in installed.requires or []]
        waiting += [child for child in needed if applies(child, requirement.extras or {""})]
    return found


def main() -> None:
    """Write the three files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {
        "base": [*project["dependencies"], *BUILD],
        "train": project["optional-dependencies"]["train"],
        "dev": [each for extra in DEV_EXTRAS for each in project["optional-dependencies"][extra]],
    }
    written: set[str] = set()
    for group, requirements in groups.items():
        pins = {name: version for name, version in closure(requirements).items() if name not in written}
        marked = {canonical(each.name): each.marker for each in map(Requirement, requirements) if each.marker}
        lines = [
            f"{name}=={version}{f'; {marked[name]}' if name in marked else ''}\n"
            for name, version in sorted(pins.items())
        ]
        (ROOT / "requirements" / f"{group}.txt").write_text(HEADER + "".join(lines), encoding="utf-8")
        # What a marker keeps away from here is needed by a later group all the same, as rtmidi2 is by the tests.
        written |= {name for name in pins if name not in marked or marked[name].evaluate()}


if __name__ == "__main__":
    main()
