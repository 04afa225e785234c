"""Lets the tests of charts import the songs beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
