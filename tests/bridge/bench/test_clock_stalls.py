"""What the benchmark with stalls counts and what it leaves out."""

import pytest

from bridge.bench.clock_stalls import Span, judged
from bridge.bench.midi_clock import Song

LINES_S = [2.0 * number for number in range(12)]


def test_bars_beside_stalls_are_left_out_and_the_others_less_their_usual_distance():
    off_ms = [5.0, 5.0, 40.0, 5.0, 5.5, 30.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0]
    bars = judged(Song(LINES_S, off_ms, 2.0), [Span(3.98, 4.01)], [Span(9.9, 9.95)])
    assert (bars.n_in_stalls, bars.n_machine_stood) == (1, 1)
    assert max(bars.off_ms) == pytest.approx(0.5)
    assert bars.ticks_ahead == 2.0
