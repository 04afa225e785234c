"""The patch for the plugdata plug-in: the page of Pure Data, led by the transport of the host that plugdata plays in.

One object is plugdata's own, `playhead`, and is used as its documentation says: outlets 1 whether the host plays,
6 tempo, 8 time signature, 9 position in quarter notes (and in samples and seconds), once for each block of audio. The
rest is vanilla Pd.
"""

from __future__ import annotations

from bridge.hosts.patches import pd_page
from bridge.hosts.patches.pd_file import PdPatch

TITLE = "Sideman in plugdata: the host's transport leads. Start the player: sideman run --midi-port none"
EVERY_MS = 40  # a host tells with each block; so often is enough for a clock that is followed
PLAYING, TEMPO, SIGNATURE, POSITION = 0, 5, 7, 8  # outlets of `playhead`


def page() -> str:
    """The file."""
    return pd_page.page(TITLE, plumbing={"host": _host()})


def _host() -> PdPatch:
    """From the playhead to ``transport``: at once when it starts or stops, else every `EVERY_MS`."""
    patch = PdPatch(760, 470)
    patch.comment(20, 8, "playhead is plugdata's own object: the host's transport, once for each block of audio")
    playhead = patch.object(20, 40, "playhead")
    change = patch.object(20, 110, "change -1")
    began = patch.object(20, 140, "t b f")
    patch.connect(playhead, PLAYING, change)
    patch.connect(change, 0, began)
    opened = patch.message(140, 250, "1")
    gate = patch.object(300, 290, "spigot 1")
    position = patch.object(300, 110, "unpack f f f")
    patch.connect(playhead, POSITION, position)
    patch.connect(position, 0, gate)
    patch.connect(began, 0, opened)
    patch.connect(opened, 0, gate, 1)
    passed = patch.object(300, 320, "t b f b")
    closed, wait = patch.message(420, 350, "0"), patch.object(140, 220, f"del {EVERY_MS}")
    patch.connect(gate, 0, passed)
    patch.connect(passed, 2, closed)
    patch.connect(closed, 0, gate, 1)
    patch.connect(passed, 2, wait)
    patch.connect(wait, 0, opened)
    values = patch.object(300, 380, "pack f f f f f")
    bang = patch.object(300, 350, "f")
    patch.connect(began, 1, bang, 1)  # whether it plays
    patch.connect(passed, 1, values, 1)
    patch.connect(passed, 0, bang)
    patch.connect(bang, 0, values)
    tempo = patch.object(480, 110, "clip 10 999")
    signature = patch.object(600, 110, "unpack f f")
    patch.connect(playhead, TEMPO, tempo)
    patch.connect(tempo, 0, values, 2)
    patch.connect(playhead, SIGNATURE, signature)
    patch.connect(signature, 0, values, 3)
    patch.connect(signature, 1, values, 4)
    request = patch.object(300, 410, "list prepend transport")
    patch.chain(values, request, patch.object(300, 436, "list trim"), patch.object(420, 436, "s sideman"))
    for place, default in ((2, 120), (3, 4), (4, 4)):  # until the host tells
        first = patch.message(440 + 70 * place, 180, str(default))
        patch.connect(patch.object(440 + 70 * place, 150, "loadbang"), 0, first)
        patch.connect(first, 0, values, place)
    return patch
