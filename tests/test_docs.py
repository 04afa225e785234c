"""The documentation is built as a site, where every link leads somewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_site_is_built_and_no_link_is_broken(tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(ROOT / ".ci" / "mkdocs.yml")]
    done = subprocess.run(
        [*command, "-d", str(tmp_path / "site")], capture_output=True, text=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore", "DISABLE_MKDOCS_2_WARNING": "true"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site" / "hosts" / "pd" / "index.html").exists()


def test_every_command_in_the_pages_is_there():
    from bridge.cli import COMMANDS

    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    said = {word for page in pages for word in re.findall(r"`sideman ([a-z][a-z-]*)", page.read_text())}
    assert said <= COMMANDS.keys(), said - COMMANDS.keys()


def test_the_readmes_files_exist():
    text = (ROOT / "README.md").read_text()
    assert all((ROOT / path).exists() for path in re.findall(r"\]\(((?!http)[^)#]+)\)", text))
