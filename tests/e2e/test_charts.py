"""A chart on stage: the real daemon over JACK, with count-in, sections, and another kit's drum map."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import mido
import pytest

from bridge.playback.drum_maps import find

CLICKS = (76, 77)
CHART = "title: Air\ntempo: 280\nkey: C\nstyle: rock\n[Verse]\n| C | F |\n[Chorus]\n| G | Am |\n"
DRUM_CHANNEL = 9


@pytest.mark.jack
@pytest.mark.liblo
def test_a_chart_with_count_in_sections_and_a_drum_map(capture, start_daemon, peer, tools, tmp_path: Path) -> None:
    path = tmp_path / "air.txt"
    path.write_text(CHART)
    daemon = start_daemon("--seed", "5", "--chart", str(path), "--set", 'midi.drum_map="addictive"')
    tools.connect()
    player, caller = peer(daemon), peer(daemon)
    assert caller.ask("/sideman/sections")[:2] == ("/sideman/sections", ("Verse", "Chorus"))
    assert caller.ask("/sideman/count_in", 1)[:2] == ("/sideman/count_in", (1,))
    player.ask("/sideman/subscribe", "bar")
    assert caller.ask("/sideman/play")[:2] == ("/sideman/playing", (1,))
    called, begun = None, []
    while called is None or called not in begun:
        address, values, *_ = player.receive()
        if address == "/sideman/section/begins":
            begun.append(tuple(values))
        if len(begun) == 3 and called is None:
            address, values, *_ = caller.ask("/sideman/section", "chorus")
            assert address == "/sideman/section"
            called = tuple(values)
    assert begun[:2] == [("Verse", 1), ("Chorus", 3)]
    assert caller.ask("/sideman/stop")[:2] == ("/sideman/playing", (0,))
    tools.wait_for(lambda: not capture.sounding, 5.0, "silence after stop")
    assert not capture.faults
    struck = [each.note for each in capture.messages if each.type == "note_on" and each.channel == DRUM_CHANNEL]
    count_in = [*takewhile(CLICKS.__contains__, struck)]
    # A click that a busy machine would send more than 100 ms late is dropped, as any note, and counted.
    n_dropped = caller.status()["notes_dropped"]
    assert 4 - n_dropped <= len(count_in) <= 4
    assert count_in == [76, 77, 77, 77] or n_dropped
    addictive = find("addictive")
    assert set(struck) <= {key for keys in addictive.keys.values() for key in keys} | {*CLICKS}
    assert addictive.key_of(36) in struck
    assert daemon.end() == (0, "")
    (take,) = (tmp_path / "takes").rglob("*.mid") if (tmp_path / "takes").exists() else tmp_path.rglob("*.mid")
    markers = [each.text for each in mido.MidiFile(take).tracks[0] if each.type == "marker"]
    assert [text for text in markers if text in ("Verse", "Chorus")][:2] == ["Verse", "Chorus"]
