"""Lets the tests of this folder share `bridge_doubles`, whichever way pytest imports them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
