"""Cost of a process and all its children, read from ``/proc``: Linux, where JACK's dummy server runs too."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_PROC = Path("/proc")
_MEGABYTE = 1e6
_END_TIMEOUT_S = 10.0


def family(pid: int) -> list[int]:
    """The process and everything it has started, directly or not."""
    children: dict[int, list[int]] = {}
    for folder in _PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            children.setdefault(_parent(folder), []).append(int(folder.name))
    found = [pid]
    for each in found:  # grows while it is walked
        found += children.get(each, [])
    return found


def _parent(folder: Path) -> int:
    # The name stands in brackets and may hold anything, brackets and spaces too.
    return int((folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])


def name_of(pid: int) -> str:
    """The name of its program, of at most 15 characters; "" where it has ended."""
    with contextlib.suppress(OSError):
        return (_PROC / str(pid) / "comm").read_text(encoding="utf-8", errors="replace").strip()
    return ""


def stop_for(pids: Sequence[int], duration_s: float) -> None:
    """Let processes stand still, as a machine that is too busy does; those that have ended are passed over."""
    if sys.platform == "win32":  # which stops none
        return
    for number, wait_s in ((signal.SIGSTOP, duration_s), (signal.SIGCONT, 0.0)):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        time.sleep(wait_s)


def cpu_s(pid: int) -> float:
    """Seconds that all threads of the family have run until now, to the nanosecond."""
    total_ns = 0
    for each in family(pid):
        for path in (_PROC / str(each) / "task").glob("*/schedstat"):
            with contextlib.suppress(OSError):
                total_ns += int(path.read_text(encoding="ascii").split()[0])
    return 1e-9 * total_ns


def idle_percent(pid: int, window_s: float) -> float:
    """Share of one core that the family uses for `window_s`."""
    began_s, before_s = time.perf_counter(), cpu_s(pid)
    time.sleep(window_s)
    used_s = cpu_s(pid) - before_s
    return 100.0 * used_s / (time.perf_counter() - began_s)


def resident_mb(pid: int) -> float:
    """Resident memory of the family, 10⁶ bytes; pages of files that its processes share count in each.

    Shared memory does not count: it is JACK's, about 107 MB in every client.
    """
    total_kib = 0
    for each in family(pid):
        with contextlib.suppress(OSError):
            status = (_PROC / str(each) / "status").read_text(encoding="utf-8", errors="replace")
            total_kib += sum(int(kib) for kib in re.findall(r"^Rss(?:Anon|File):\s+(\d+) kB", status, re.MULTILINE))
    return total_kib * 1024 / _MEGABYTE


def end(process: subprocess.Popen[bytes]) -> None:
    """Ctrl-C, as its user would; after 10 s the whole session is killed."""
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)
    try:
        process.wait(_END_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        kill_session(process)


def kill_session(process: subprocess.Popen[bytes]) -> None:
    """End a process started in a session of its own, and its children."""
    if sys.platform == "win32":  # which has no sessions
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
