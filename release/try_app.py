"""Use the app without Python as a performer would, with no environment but a home, and print what it took.

    python release/try_app.py dist/sideman [--root FOLDER]

With ``--root`` the app is copied below a root file system and used there by chroot (as root, on Linux); a bare Debian
for it is made by ``debootstrap --variant=minbase bookworm FOLDER``. Fails when anything does.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from performer import N_STARTS, Performer, assistant, clip, daemon, demo, host_files, start_s

PROGRAM = "sideman.exe" if os.name == "nt" else "sideman"


def main() -> None:
    """Try the app and print the figures."""
    parser = argparse.ArgumentParser(description="Use the app without Python, and measure it.")
    parser.add_argument("app", type=Path, help="the app's folder")
    parser.add_argument("--root", type=Path, help="a root file system to use it in, by chroot")
    parser.add_argument("--no-sound", action="store_true", help="the app was built without FluidSynth: expect no .wav")
    arguments = parser.parse_args()
    if arguments.root:
        use(in_root(arguments.app, arguments.root), sound=not arguments.no_sound)
        return
    with tempfile.TemporaryDirectory(prefix="sideman-app-") as home:
        use(Performer([str(arguments.app.resolve() / PROGRAM)], Path(home)), sound=not arguments.no_sound)


def in_root(app: Path, root: Path) -> Performer:
    """Copy the app below a root file system."""
    shutil.rmtree(root / "opt/sideman", ignore_errors=True)
    shutil.copytree(app, root / "opt/sideman", symlinks=True)
    return Performer([f"/opt/sideman/{PROGRAM}"], root / "root", root)


def use(app: Performer, *, sound: bool) -> None:
    """Do all that the app is for."""
    print(f"start      {start_s(app) * 1000:.0f} ms until `sideman` has said what to do next ({N_STARTS} runs, median)")
    print(f"clip       {clip(app)} notes")
    print(f"hosts      {host_files(app)} files for Pure Data")
    print(f"demo       {demo(app, sound=sound)}")
    print(f"daemon     {daemon(app)}")
    print(f"assistant  {assistant(app)}")


if __name__ == "__main__":
    main()
