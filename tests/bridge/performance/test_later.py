"""Directions that wait for a bar or a section: when they act, and what is forgotten."""

from __future__ import annotations

import pytest

from bridge.core.messages import BarLine
from bridge.performance.later import MOST_WAITING, Later
from bridge.performance.sections import Sections
from model.music.events import COMMON_TIME
from model.music.form import parse_form


class Song:
    """Bars of 4/4 in a form, at a beat."""

    def __init__(self, form="intro 2, verse 4, chorus 4"):
        self.form, self.beat, self.is_playing = parse_form(form) if form else None, 0.0, True
        self.later, self.acted = Later(self, lambda: self.beat if self.is_playing else None), []

    def lines_ahead(self):
        number = int(self.beat // 4)
        return (BarLine(number + 1, 4.0 * number, 120.0, COMMON_TIME, ("C", "C")),) if self.is_playing else ()

    def turn_at(self, number):
        if self.form is None:
            return None
        place, before = self.form.place(number - 1), self.form.place(max(number - 2, 0))
        return None if place.bar else (before.section.name, place.section.name)

    is_called = staticmethod(Sections.is_called)

    def wait(self, when, name="it"):
        return self.later.wait(when, lambda: self.acted.append((name, self.beat)))

    def run_to(self, beat):
        while self.beat < beat:
            self.beat += 0.25
            self.later.tick()


def test_bars_are_counted_from_the_one_that_plays():
    song = Song()
    song.run_to(5.0)
    assert song.wait("bars 4") == "in bar 6"
    song.run_to(30.0)
    assert song.acted == [("it", 19.5)]  # half a beat before the line, so that the next beat is the bar's first


def test_a_section_is_waited_for_and_the_end_of_one():
    song = Song()
    assert song.wait("section chorus", "chorus") == "when the chorus begins"
    assert song.wait("after intro", "after") == "after the intro"
    assert song.later.until("verse", lambda: song.acted.append(("until", song.beat))) == "when the verse begins"
    song.run_to(60.0)
    assert song.acted == [("after", 7.5), ("until", 7.5), ("chorus", 23.5)]


@pytest.mark.parametrize("name", ["ending", "outro", "coda", "tag"])
def test_every_end_of_a_form_is_its_ending(name):
    song = Song(f"verse 4, {name} 2")
    assert song.wait("section ending") == "when the ending begins"
    song.run_to(20.0)
    assert song.acted == [("it", 15.5)]


def test_a_change_for_a_section_ends_with_it():
    song = Song()

    def begin():
        assert song.later.until("*", lambda: song.acted.append(("end", song.beat))) == "until it ends"
        song.acted.append(("begin", song.beat))

    song.later.wait("section verse", begin)
    song.run_to(30.0)
    assert song.acted == [("begin", 7.5), ("end", 23.5)]


@pytest.mark.parametrize("when", ["section bridge", "after bridge", "section chorus"])
def test_what_is_not_known_to_come_is_not_waited_for(when):
    song = Song("verse 4" if "chorus" not in when else "")
    assert song.wait(when) == ""
    song.run_to(40.0)
    assert song.acted == []


def test_nothing_waits_where_nothing_plays_and_a_stop_forgets():
    song = Song()
    song.is_playing = False
    assert song.wait("bars 2") == song.later.until("*", lambda: None) == ""
    song.is_playing = True
    song.wait("bars 2")
    song.is_playing = False
    song.later.tick()
    song.is_playing = True
    song.run_to(40.0)
    assert song.acted == []
    song.wait("bars 2")
    song.later.forget()
    song.run_to(80.0)
    assert song.acted == []


def test_no_more_wait_than_a_set_needs():
    song = Song()
    assert [bool(song.wait("bars 8")) for _ in range(MOST_WAITING + 1)] == [True] * MOST_WAITING + [False]
