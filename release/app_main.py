"""What the app without Python starts: the ``sideman`` command, or, for processes of ours, a small ``python``.

A frozen program has no interpreter beside it, so `sys.executable` is the program itself. Code that starts a process of
ours with ``sys.executable -c CODE ARGUMENTS`` or ``-m MODULE ARGUMENTS`` works here too: both are understood as Python
understands them, as is ``-W CATEGORY`` before them, which is ignored. `sideman` itself has no such options.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import multiprocessing
import runpy
import sys
from pathlib import Path

BUNDLE = Path(getattr(sys, "_MEIPASS", ""))
# Pulled in by FluidSynth. A client of JACK must be of the server's version, so the system's copy is wanted first.
JACK_LIBRARY = "libjack.so.0"


def main() -> None:
    """Run what the arguments ask for."""
    multiprocessing.freeze_support()  # children on Windows, and the workers of pools anywhere
    if getattr(sys, "frozen", False):
        _find_own_libraries()
    while sys.argv[1:2] == ["-W"]:
        del sys.argv[1:3]
    option = sys.argv[1] if len(sys.argv) > 2 else ""
    if option == "-c":
        code = sys.argv[2]
        sys.argv[:3] = ["-c"]
        exec(compile(code, "<string>", "exec"), {"__name__": "__main__"})
    elif option == "-m":
        module = sys.argv[2]
        del sys.argv[:2]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    else:
        from bridge.cli import main as sideman

        sideman()


def _find_own_libraries() -> None:
    """Let `ctypes.util.find_library` find what the app brings, where the system has no library of that name."""
    of_the_system = ctypes.util.find_library
    if sys.platform == "linux":
        _load_jack()

    def find_library(name: str) -> str | None:
        return of_the_system(name) or _own_library(name)

    ctypes.util.find_library = find_library


def _own_library(name: str) -> str | None:
    patterns = (f"lib{name}.so*", f"lib{name}.*dylib", f"{name}.dll", f"lib{name}.dll")
    found = (path for pattern in patterns for path in sorted(BUNDLE.glob(pattern)))
    return next((str(path) for path in found if name != "jack"), None)


def _load_jack() -> None:
    """Load JACK's library by its name before FluidSynth needs it: the system's, else the app's own copy."""
    for library in (JACK_LIBRARY, BUNDLE / "without_jack" / JACK_LIBRARY):
        try:
            ctypes.CDLL(str(library), ctypes.RTLD_GLOBAL)
        except OSError:
            continue
        return


if __name__ == "__main__":
    main()
