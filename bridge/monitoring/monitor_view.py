"""Draws a daemon that is watched: rows of a label and a text, for a terminal or as plain lines. One thread."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bridge.monitoring.daemon_state import DaemonState

LABEL_WIDTH = 10
BUCKETS_MS = (0.1, 0.25, 0.5, 2.0, 50.0)  # half a millisecond is wanted; from 50 on a note is audibly late
WANTED_MS = 0.5
BAR_CELLS = 30
MIN_ERROR_ROWS = 1
GOOD, POOR, BAD, FAINT = "green", "yellow", "red", "grey50"

COUNTS = {"notes": "notes", "notes_late": "late", "notes_dropped": "dropped", "sounding": "sounding"}  # of the status

Row = tuple[str, Text]


def picture(state: DaemonState, now_s: float, where: str, height: int, gone_s: float | None = None) -> RenderableType:
    """A page of ``height`` rows. gone_s: seconds since the daemon's last answer, None while it answers."""
    blocks = [list(music_rows(state, now_s)), list(timing_rows(state)), list(system_rows(state))]
    n_rows = 1 + sum(len(block) + 1 for block in blocks) + 1
    n_errors = max(height - n_rows, MIN_ERROR_ROWS)
    parts: list[RenderableType] = [_title(state, where, None if gone_s is None else now_s - gone_s)]
    for block in [*blocks, list(error_rows(state, now_s, n_errors))]:
        parts += [Rule(style="grey30"), _grid(block)]
    return Group(*parts)


def plain(state: DaemonState, now_s: float, where: str) -> list[str]:
    """The same as lines without colours."""
    rows = [*music_rows(state, now_s), *timing_rows(state), *system_rows(state), *error_rows(state, now_s, 5)]
    lines = [f"{label:{LABEL_WIDTH}s}{text.plain}".rstrip() for label, text in rows]
    return [_title(state, where, None).plain, *lines]


def music_rows(state: DaemonState, now_s: float) -> Iterator[Row]:
    """The plan, as rows."""
    plan, status = state.plan, state.status
    values = [f"{name} {plan[name]}" for name in ("style", "key", "metre") if plan.get(name)]
    if tempo_bpm := plan.get("tempo"):
        values.append(f"{tempo_bpm:g} bpm")
    yield "plan", Text("   ".join(values)) if values else Text("not heard yet", style=FAINT)
    without = f"   without {plan['excluded']}" if plan.get("excluded") else ""
    if plan:
        yield "band", Text(f"{plan.get('parts', '')}{without}")
    yield "mode", _mode(status)
    yield "bar", _bar(state, now_s)
    clock, ahead = status.get("clock", "?"), float(status.get("beats_ahead", 0.0))
    yield "tempo", Text(f"{state.tempo_bpm:.1f} bpm, clock {clock}, {ahead:.1f} beats ahead")
    yield "parts", _parts(state, now_s)
    n_resting = int(status.get("resting", 0))
    names = ", ".join(state.resting) or (f"{n_resting} parts" if n_resting else "none")
    yield "resting", Text(names, style=POOR if n_resting else "")


def timing_rows(state: DaemonState) -> Iterator[Row]:
    """Rows of the lateness of notes, now and in each second."""
    status = state.status
    p50_ms, p99_ms = float(status.get("late_p50_ms", 0.0)), float(status.get("late_p99_ms", 0.0))
    text = Text(f"p50 {p50_ms:.2f} ms   ")
    text.append(f"p99 {p99_ms:.2f} ms", style=_punctuality(p99_ms))
    counts = ", ".join(f"{status.get(name, 0)} {word}" for name, word in COUNTS.items())
    yield "lateness", text.append(f"   {counts}", style="default")
    yield from histogram(state.late_p99s_ms)


def histogram(readings_ms: Sequence[float]) -> Iterator[Row]:
    """Number of seconds by the p99 of their lateness."""
    counts = [0] * (len(BUCKETS_MS) + 1)
    for reading_ms in readings_ms:
        counts[next((n for n, limit_ms in enumerate(BUCKETS_MS) if reading_ms <= limit_ms), len(BUCKETS_MS))] += 1
    most = max(*counts, 1)
    labels = [*(f"≤ {limit_ms:g} ms" for limit_ms in BUCKETS_MS), "more"]
    for number, (label, count) in enumerate(zip(labels, counts, strict=True)):
        text = Text(f"{label:>9s} ")
        lowest_ms = BUCKETS_MS[number - 1] if number else 0.0
        cells = -(-BAR_CELLS * count // most)  # a second that was bad is seen
        text.append("█" * cells, style=GOOD if lowest_ms < WANTED_MS else POOR if number < len(BUCKETS_MS) else BAD)
        yield "p99 by s" if not number else "", text.append(f" {count} s" if count else "", style=FAINT)


def system_rows(state: DaemonState) -> Iterator[Row]:
    """Processes, clients and ports."""
    status = state.status
    is_up = bool(status.get("inference"))
    text = Text("up" if is_up else "down", style=GOOD if is_up else BAD)
    yield (
        "inference",
        text.append(
            f", {status.get('restarts', 0)} restarts, {status.get('bars_late', 0)} bars late,"
            f" {status.get('clips_waiting', 0)} clips waiting",
            style="default",
        ),
    )
    yield (
        "clients",
        Text(
            f"{status.get('subscriptions', 0)} subscriptions, {status.get('connections', 0)} TCP connections,"
            f" {status.get('received', 0)} packets, {status.get('errors', 0)} refused"
        ),
    )
    text = Text(f"MIDI {status.get('midi_port', '?')}")
    if missing := status.get("ports_missing"):
        text.append(f"   missing: {missing}", style=POOR)
    yield "ports", text


def error_rows(state: DaemonState, now_s: float, n_rows: int) -> Iterator[Row]:
    """The last errors, the newest first."""
    if not state.errors:
        yield "errors", Text("none since this began to watch", style=FAINT)
    for number, fault in enumerate(list(state.errors)[: -n_rows - 1 : -1]):
        at = time.strftime("%H:%M:%S", time.localtime(time.time() - (now_s - fault.at_s)))
        yield "" if number else "errors", Text(f"{at} ", style=FAINT).append(fault.text, style=POOR)


def _title(state: DaemonState, where: str, gone_for_s: float | None) -> Text:
    if gone_for_s is not None:
        return Text(f"no daemon answers on {where} for {gone_for_s:.0f} s; trying again", style=f"bold {BAD}")
    release = state.version.partition(".post")[0].partition("+")[0]  # the rest would push the time out of the line
    text = Text(f"Sideman {release}", style="bold", no_wrap=True)
    uptime = timedelta(seconds=int(state.status.get("uptime_s", 0)))
    return text.append(f"   model {state.model_hash[:12]}   {where}   up {uptime}", style="not bold")


def _mode(status: dict[str, object]) -> Text:
    text = Text(f"{status.get('mode', '?')}, ")
    if status.get("playing"):
        text.append("playing", style=GOOD)
    else:
        text.append("waits for the transport" if status.get("waiting") else "stands", style=POOR)
    text.append(", holds a loop" if status.get("holding") else "")
    return text.append(f"   seed {status.get('seed', '?')}")


def _bar(state: DaemonState, now_s: float) -> Text:
    beat, line = state.beat_at(now_s), state.line
    if beat is None:
        return Text("–")
    if line is None:
        return Text(f"{state.status.get('bar', 0)}")
    n_in_bar = line.metre.numerator
    place = min(max(int((beat - line.beat) * line.metre.denominator / 4.0), 0), n_in_bar - 1)
    marks = "".join("■" if number == place else "□" for number in range(n_in_bar))
    chords = " ".join(dict.fromkeys(line.chords))
    return Text(f"{line.number}   beat {place + 1}/{n_in_bar} {marks}   {line.metre}   {chords}")


def _parts(state: DaemonState, now_s: float) -> Text:
    text = Text()
    for part, sounds in state.parts_at(now_s).items():
        text.append(f"{'●' if sounds else '·'} {part}  ", style=GOOD if sounds else FAINT)
    if text.plain:
        return text
    # Notes are sent ahead of time, so those that sound when a subscription begins are unknown.
    return Text("not heard yet" if state.status.get("playing") else "none", style=FAINT)


def _punctuality(p99_ms: float) -> str:
    return GOOD if p99_ms <= WANTED_MS else POOR if p99_ms <= BUCKETS_MS[-1] else BAD


def _grid(rows: Sequence[Row]) -> Table:
    grid = Table.grid(padding=0, expand=True)
    grid.add_column(width=LABEL_WIDTH, style=FAINT, no_wrap=True)
    grid.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    for label, text in rows:
        grid.add_row(label, text)
    return grid
