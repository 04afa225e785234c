"""Build the app without Python: one folder with ``sideman`` in it, and an archive of that folder.

    python release/build_app.py [--folder dist]

Makes an environment in .make/app with this Python, installs the pinned requirements, Sideman's own wheel and
PyInstaller, and freezes them as release/app.spec says. A Python with a shared library is needed (python.org's,
Debian's, pyenv's with ``--enable-shared``). The app runs on systems with this C library or a later one; FluidSynth and
PortAudio are taken in where this machine has them.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

from performer import the_wheel

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".make" / "app" / "venv"
WORK = ROOT / ".make" / "app" / "work"
PIP = ("-m", "pip", "-qq", "--disable-pip-version-check", "--no-input")
LOCKS = ROOT / "requirements"
MIB = 2**20


def main() -> None:
    """Build, and print the size and the time."""
    parser = argparse.ArgumentParser(description="Build the app without Python.")
    parser.add_argument("--folder", type=Path, default=ROOT / "dist", help="where the app and its archive go")
    parser.add_argument("--wheel", type=Path, help="Sideman's wheel, or a folder with it; default: one is built")
    arguments = parser.parse_args()
    begun_s = time.monotonic()
    python = make_environment(arguments.wheel)
    app = freeze(python, arguments.folder.resolve())
    archive = pack(app)
    print(
        f"app        {app}, {size_bytes(app) // MIB} MB; {archive.name}, {archive.stat().st_size // MIB} MB;"
        f" built in {time.monotonic() - begun_s:.0f} s"
    )


def make_environment(wheel: Path | None) -> Path:
    """An environment with all that the app holds; returns its Python."""
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    constraints = [part for name in ("train", "dev") for part in ("-c", str(LOCKS / f"{name}.txt"))]
    wanted = ["-r", str(LOCKS / "base.txt"), "-r", str(LOCKS / "app.txt")]
    run(python, *PIP, "install", "--only-binary", ":all:", *wanted, *constraints)
    if wheel is None:
        shutil.rmtree(WORK, ignore_errors=True)
        run(python, *PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(WORK), str(ROOT))
    run(python, *PIP, "install", "--no-deps", "--force-reinstall", str(the_wheel(wheel or WORK)))
    return python


def freeze(python: Path, folder: Path) -> Path:
    """Run PyInstaller; returns the app's folder."""
    log = WORK / "pyinstaller.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--distpath", str(folder)]
    command += ["--workpath", str(WORK), str(ROOT / "release" / "app.spec")]
    with log.open("w", encoding="utf-8") as file:
        status = subprocess.run(command, cwd=ROOT / "release", stdout=file, stderr=subprocess.STDOUT).returncode
    if status:
        print("".join(log.read_text(encoding="utf-8").splitlines(keepends=True)[-15:]), file=sys.stderr)
        sys.exit(f"PyInstaller failed; its whole output is in {log}")
    return folder / "sideman"


def pack(app: Path) -> Path:
    """An archive of the app beside it, named after the system: .zip on Windows, else .tar.gz, which keeps modes."""
    system = {"darwin": "macos", "win32": "windows"}.get(sys.platform, sys.platform)
    name = app.parent / f"sideman-{system}-{platform.machine().lower()}"
    kind = "zip" if sys.platform == "win32" else "gztar"
    return Path(shutil.make_archive(str(name), kind, app.parent, app.name))


def size_bytes(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())


def run(python: Path, *arguments: str) -> None:
    """Run a Python of the app's environment. Raises SystemExit when it fails."""
    if subprocess.run([str(python), *arguments], cwd=ROOT).returncode:
        sys.exit(f"failed: {python} {' '.join(arguments)}")


if __name__ == "__main__":
    main()
