"""What the benchmark makes of bar lines and notes."""

import pytest

from bridge.bench.midi_clock import bars_with_notes, ticks_ahead
from bridge.core.errors import SetupError


def test_the_nearest_note_of_each_bar_counts_if_it_is_near():
    lines_s = [10.0, 12.0, 14.0]
    struck_s = [9.5, 10.001, 10.2, 11.999, 14.5]
    near_s, errors_ms = bars_with_notes(lines_s, struck_s, 120.0)
    assert near_s == [10.0, 12.0]
    assert errors_ms == pytest.approx([1.0, -1.0])


@pytest.mark.parametrize("struck_s", [[], [11.0]])
def test_without_notes_there_is_nothing_to_measure(struck_s):
    with pytest.raises(SetupError, match="no note"):
        bars_with_notes([10.0, 12.0], struck_s, 120.0)


def test_a_song_that_ends_a_tick_behind_is_found():
    received = [(0.1 * number, 10.0 + 0.1 * number) for number in range(100)]
    asked = [(2.0 * transport_s - 1 / 24, at_s, at_s + 0.001) for transport_s, at_s in received[-5:]]
    assert ticks_ahead(received, asked, 120.0) == pytest.approx(-1.0)
