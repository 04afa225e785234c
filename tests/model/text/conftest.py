"""Lets the tests of words import the tables' reader beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
