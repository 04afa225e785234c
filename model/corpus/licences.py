"""Which licences are clear: the index names one that lets anyone use the music, and voices no doubt."""

from __future__ import annotations

import re

# Licences and dedications that let anyone use, change and pass on; those for research or against commerce alone do not.
_FREE = re.compile(
    r"\b(public[- ]domain|cc0|cc[- ]by|(l|a)?gpl|mit|bsd|apache|artistic license|mpl|isc|unlicense)\b", re.IGNORECASE
)
# What an index says where the licence is not that of the songs, where there is none, or where it sets narrow limits.
_DOUBT = re.compile(
    r"unclear|unknown|no licen[cs]e|copyright|remain their owners|claim|mixed|scraped|research|experimental"
    r"|credit asked|pop909|\b(nc|nd|noncommercial|non-commercial)\b",
    re.IGNORECASE,
)


def is_clear(licence: str) -> bool:
    """Whether a licence as an index states it is free, and stated without doubt.

    >>> is_clear("CC BY 4.0 (Groove MIDI Dataset)"), is_clear("GPL-3.0 (repository); songs unclear")
    (True, False)
    >>> is_clear("CC BY-NC-SA 4.0"), is_clear("unknown"), is_clear("")
    (False, False, False)
    """
    return bool(_FREE.search(licence)) and not _DOUBT.search(licence)
