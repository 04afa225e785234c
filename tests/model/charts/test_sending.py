"""A chart is sent to a process on one thread while another computes from it."""

from __future__ import annotations

import pickle

from model.charts.playing import to_played
from model.charts.reading import read_chart_text


def test_what_a_chart_caches_is_not_sent():
    """What is pickled must not be the dictionary that another thread adds to meanwhile."""
    chart = to_played(read_chart_text("[verse]\n| Am | F |\n[chorus]\n| C | G |\n"))
    fresh = pickle.dumps(chart)
    assert chart.__getstate__() is not vars(chart)
    assert chart.bar_at(chart.form.place(3)) == chart.bars[3]
    assert {"form", "_starts"} <= vars(chart).keys()
    assert pickle.dumps(chart) == fresh
    again = pickle.loads(fresh)
    assert again == chart
    assert again.form == chart.form
