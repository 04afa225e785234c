"""Memory that was freed, and the system."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bridge.core.garbage import give_back_memory

# A block at the end of many keeps the allocator from giving back those before it by itself.
PROGRAM = """
from pathlib import Path
from bridge.core.garbage import give_back_memory
def resident_kib():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4
blocks = [bytes(100_000) for _ in range(500)]
last = bytes(100_000)
del blocks
before = resident_kib()
give_back_memory()
print(before - resident_kib())
"""


@pytest.mark.skipif(not Path("/proc/self/maps").is_file(), reason="Linux alone shows what is resident")
def test_freed_memory_goes_back_to_the_system():
    if not re.search(r"/libc\.so\.6|/libc-2", Path("/proc/self/maps").read_text(encoding="utf-8")):
        pytest.skip("not glibc")
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True)
    assert int(done.stdout) > 30_000


def test_elsewhere_nothing_is_done(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    give_back_memory()
