"""What `sideman doctor --fix` can do itself: install packages and system libraries, change a setting. One thread."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bridge.core.errors import SetupError
from bridge.settings.config_values import Value
from bridge.settings.config_writeback import write_setting

INSTALLED_WITHIN_S = 600.0


class InstallPackage(NamedTuple):
    """A Python package, as pip takes it, into the environment that this process runs in."""

    requirement: str


class InstallLibrary(NamedTuple):
    """A library of the system, by the names of its packages; "" where a system has none."""

    debian: str
    brew: str = ""


class ChangeSetting(NamedTuple):
    """Another value for a setting."""

    section: str
    name: str
    value: Value


Fix = InstallPackage | InstallLibrary | ChangeSetting


def apply(fix: Fix, config: Path) -> str:
    """Do it, and say what was done. Raises SetupError, with what to type instead."""
    match fix:
        case ChangeSetting(section, name, value):
            write_setting(config, section, name, value)
            return f"wrote {section}.{name} = {value} into {config}"
        case InstallPackage(requirement):
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement]
            if getattr(sys, "frozen", False):
                raise SetupError("this app brings its packages itself; unpack it again")
            _run(command, f"pip install '{requirement}'")
            return f"installed {requirement}"
        case InstallLibrary(debian, brew):
            return _install_library(debian, brew)


def _install_library(debian: str, brew: str) -> str:
    if brew and shutil.which("brew"):
        _run(["brew", "install", brew], f"brew install {brew}")
        return f"installed {brew}"
    if not debian or not shutil.which("apt-get"):
        raise SetupError("install it as your system does; Debian and Homebrew are known here alone")
    if not _is_root():
        raise SetupError(f"type: sudo apt-get install -y {debian}")
    _run(["apt-get", "-q", "-y", "install", "--no-install-recommends", debian], f"apt-get install -y {debian}")
    return f"installed {debian}"


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(command: Sequence[str], shown: str) -> None:
    """Run an installer. Raises SetupError with its last line."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=INSTALLED_WITHIN_S,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupError(f"{shown} did not end well: {error}") from error
    if done.returncode:
        reason = (done.stderr.strip() or done.stdout.strip() or "it gave no reason").splitlines()[-1]
        raise SetupError(f"{shown} failed: {reason}")
