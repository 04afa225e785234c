"""Requests for charts: following one, its sections, the song list, count-in and click."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from bridge.api.announcer import plan_values
from bridge.api.handlers.plan import AUTO_WORDS
from bridge.api.osc_api import Request
from bridge.core.errors import BadChartError, BusyError, NotPlayingError, SidemanError
from bridge.osc.gate import Gate
from bridge.performance.performer import Performer
from bridge.performance.scene import Mode
from bridge.performance.song_list import SongList, read_song_list
from model.charts.chart import Chart, ChartError, ChartSection
from model.charts.playing import section_of, to_played, with_plan_of
from model.charts.reading import ALL_SUFFIXES, read_chart, read_chart_text

MAX_STORED = 26
Submit = Callable[[Callable[[], object]], None]


class ChartRequests:
    """See the module. submit: does work that takes a while on another thread, in turn."""

    def __init__(self, performer: Performer, gate: Gate, submit: Submit) -> None:
        self._performer, self._gate, self._submit = performer, gate, submit
        self._songs = SongList()
        self._chart: Chart | None = None
        self._stored: list[ChartSection] = []

    def chart(self, request: Request, source: str) -> None:
        """Follow a chart, given as a path or as its text; "auto" follows none. Answered once it is read."""
        word = source.strip()
        if word.lower() in AUTO_WORDS:
            plan, _ = self._performer.sections.follow(None, lambda plan: plan)
            request.reply("/sideman/chart", "", 0, 0)
            request.reply("/sideman/plan", *plan_values(plan))
            return
        path = None if _is_text(source) else Path(word).expanduser()
        if path is not None:
            self._gate.check_path(request.peer, path)
        read = partial(_read_text, source) if path is None else partial(_read_file, path)
        self._submit(partial(self._follow_read, request, read))

    def melody(self, request: Request, part: str) -> None:
        """Give the tune of this chart, and of those to come, to a part. Raises BadChartError."""
        melody = "" if part == "off" else part
        if self._chart is not None and self._performer.sections.chart is not None:
            try:
                played = to_played(self._chart, melody)
            except ChartError as error:
                raise BadChartError(f"{request.address}: {error}") from error
            self._performer.sections.exchange(played)
        self._performer.sections.melody = melody
        request.reply("/sideman/melody", part)

    def songs(self, request: Request, source: str | None) -> None:
        """Take the charts of a folder or of a list as song list, or name those of the present one."""
        if source:
            path = Path(source).expanduser()
            self._gate.check_path(request.peer, path)
            self._songs = read_song_list(path)
        request.reply("/sideman/songs", *self._songs.names)

    def song(self, request: Request, name: str) -> None:
        """Follow the chart of another song of the list; answered once it is read."""
        songs = self._songs.find(name)

        def read() -> Chart:
            chart = _read_file(songs.song.path, songs.song.number)
            self._songs = songs
            return chart

        self._submit(partial(self._follow_read, request, read, songs))

    def section(self, request: Request, name: str) -> None:
        """Go to a section, a fill before it. Raises NotPlayingError, UnknownSectionError."""
        self._call(request, name, with_fill=True)

    def section_cut(self, request: Request, name: str) -> None:
        """Go to a section without a fill. Raises NotPlayingError, UnknownSectionError."""
        self._call(request, name, with_fill=False)

    def section_store(self, request: Request, bars: int, name: str) -> None:
        """Keep the chords of the last bars as a section, to be called by its name. Raises NotPlayingError."""
        lines = self._performer.sections.last_bars(bars)
        if not lines:
            raise NotPlayingError(f"{request.address}: no whole bar was played yet; play a few bars first")
        section = section_of(name.strip(), lines, self._performer.plan.key)
        if all(chord.is_rest for bar in section.bars for chord in bar.chords):
            raise BadChartError(f"{request.address}: these bars have no chord; store others")
        others = [each for each in self._stored if each.name.casefold() != section.name.casefold()]
        if len(others) >= MAX_STORED:
            raise BusyError(
                f"{request.address}: {MAX_STORED} sections are all there can be; store one anew by its name"
            )
        self._stored = [*others, section]
        request.reply("/sideman/section/stored", section.name, len(lines))

    def _call(self, request: Request, name: str, *, with_fill: bool) -> None:
        if self._is_stored(name):
            self._chart = Chart(tuple(self._stored))
            self._performer.sections.follow(to_played(self._chart), lambda plan: plan)
        called = self._performer.sections.call(name, with_fill=with_fill)
        request.reply("/sideman/section", called.name, called.bar)

    def _is_stored(self, name: str) -> bool:
        """Whether a name is that of a stored section and not of the chart that is followed."""
        asked = name.strip().casefold()
        followed = {each.casefold() for each in self._performer.sections.names()}
        is_playing = self._performer.status().playing
        return is_playing and asked not in followed and asked in {each.name.casefold() for each in self._stored}

    def sections(self, request: Request) -> None:
        """Name the sections, in their order."""
        request.reply("/sideman/sections", *self._performer.sections.names())

    def fill_now(self, request: Request) -> None:
        """Play a fill at the end of these bars."""
        self._cue(request, "fill", 0)

    def break_(self, request: Request, bars: int | None) -> None:
        """Stop after the next first beat, for some bars."""
        self._cue(request, "break", bars or 0)

    def ending(self, request: Request, bars: int | None) -> None:
        """End in so many bars."""
        self._cue(request, "ending", bars or 0)

    def build(self, request: Request, bars: int | None) -> None:
        """Grow louder and fuller over some bars."""
        request.reply("/sideman/cue", "build", self._performer.editor.ramp("build", bars or 0))

    def _cue(self, request: Request, kind: str, n_bars: int) -> None:
        request.reply("/sideman/cue", kind, self._performer.cues.ask(kind, n_bars=n_bars))

    def count_in(self, request: Request, bars: int) -> None:
        """Count so many bars in before music of the internal clock begins."""
        self._performer.click.count_in(bars)
        request.reply("/sideman/count_in", bars)

    def click(self, request: Request, on: int, channel: int | None) -> None:
        """Strike every beat."""
        self._performer.click.switch(is_on=bool(on), channel=channel)
        request.reply("/sideman/click", on)

    def handover(self, request: Request, over: int | None) -> None:
        """Hand the music over in respond mode, or take it back. Raises NotPlayingError in other modes."""
        if self._performer.scene.mode is not Mode.RESPOND:
            raise NotPlayingError(f"{request.address}: works in the mode respond; send /sideman/mode respond first")
        request.reply("/sideman/handover", int(self._performer.hand_over(None if over is None else bool(over))))

    def follow_tempo(self, request: Request, on: int) -> None:
        """Follow the player's tempo in accompany mode, or not."""
        self._performer.tempo_follower.is_on = bool(on)
        request.reply("/sideman/follow_tempo", on)

    def _follow_read(self, request: Request, read: Callable[[], Chart], songs: SongList | None = None) -> None:
        """Read and follow, on the thread for files."""
        try:
            chart = read()
            played = to_played(chart, self._performer.sections.melody if chart.has_melody else "")
        except ChartError as error:
            request.refuse(BadChartError(f"{request.address}: {error}"))
            return
        except SidemanError as error:
            request.refuse(error)
            return
        self._chart = chart
        plan, bar = self._performer.sections.follow(played, partial(with_plan_of, chart))
        if songs is not None:
            request.reply("/sideman/song", songs.song.name, songs.at + 1, len(songs.songs))
        request.reply("/sideman/chart", chart.title, chart.n_bars, bar)
        request.reply("/sideman/sections", *played.names)
        request.reply("/sideman/plan", *plan_values(plan))


def _is_text(source: str) -> bool:
    """Whether a chart itself was given and not its path."""
    is_long = "\n" in source or "|" in source or "irealb" in source or source.lstrip().startswith(("{", "<", "["))
    return is_long and not source.lower().endswith(ALL_SUFFIXES)


def _read_text(text: str) -> Chart:
    return read_chart_text(text.replace("\\n", "\n"))


def _read_file(path: Path, number: int = 0) -> Chart:
    return read_chart(path, finds_chords=False, number=number)
