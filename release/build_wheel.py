"""Build the wheel and say what it holds:  python release/build_wheel.py [--folder dist]. Prints its path last."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# One file of each kind that Sideman reads at run time; a wheel without one of them plays, but lacks something.
WANTED = (
    *("model/weights/sideman.model", "model/weights/voice.model", "model/text/directions.toml"),
    *("bridge/panel/page/index.html", "bridge/playback/drum_map_files/", "model/music/groove_book/"),
    *("share/sideman/max_patches/pd/", "share/sideman/max_patches/", "share/sideman/reaper_scripts/"),
    *("share/sideman/live_extension/", "share/sideman/live_coding/supercollider/Classes/"),
)


def main() -> None:
    """Build, check, print."""
    parser = argparse.ArgumentParser(description="Build Sideman's wheel.")
    parser.add_argument("--folder", type=Path, default=ROOT / "dist")
    parser.add_argument("--isolated", action="store_true", help="let pip fetch what builds it; default: it is there")
    arguments = parser.parse_args()
    print(build(arguments.folder.resolve(), isolated=arguments.isolated))


def build(folder: Path, *, isolated: bool) -> Path:
    """A wheel in a folder. Raises SystemExit when it cannot be built or is not whole."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as fresh:
        command = [sys.executable, "-m", "pip", "wheel", str(ROOT), "-qq", "--no-deps", "--wheel-dir", fresh]
        command += [] if isolated else ["--no-build-isolation"]
        if subprocess.run([*command, "--disable-pip-version-check"]).returncode:
            sys.exit("the wheel was not built")
        built = next(Path(fresh).glob("sideman-*.whl"))
        wheel = folder / built.name
        wheel.write_bytes(built.read_bytes())
    if missing := lacking(wheel):
        sys.exit(f"{wheel} lacks {', '.join(missing)}")
    print(f"wheel      {wheel.name}, {wheel.stat().st_size // 1024} kB", flush=True)
    return wheel


def lacking(wheel: Path) -> list[str]:
    """What of `WANTED` a wheel does not hold."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name.partition(".data/data/")[2] or name for name in archive.namelist()]
    return [wanted for wanted in WANTED if not any(name.startswith(wanted) for name in names)]


if __name__ == "__main__":
    main()
