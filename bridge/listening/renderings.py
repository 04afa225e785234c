"""Renders excerpts of a corpus for fitting and for the report: NAME.mid, cut, and NAME.flac from FluidSynth."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from bridge.core.errors import RenderError
from bridge.recording.render import render

EXCERPT_S = 50.0
LEAST_S = 32.0
MOST_A_STYLE = 40
_LEAST_NOTES = 60
_LATEST_START_S = 4.0
_KINDS_LEFT_OUT = ("mma", "drums", "loop")
_METRES = ("4/4", "3/4")

Row = dict[str, str]


def render_split(corpus: Path, index: Path, split: str, folder: Path, say: Callable[[str], None]) -> None:
    """Render up to MOST_A_STYLE files of each style, the styles in turn; existing files stay."""
    folder.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    for row in chosen_rows(index, split):
        style = row["style"]
        name = row["path"].removesuffix(".mid").replace("/", "__")
        if counts[style] < MOST_A_STYLE and _render_one(corpus / row["path"], folder / name, say):
            counts[style] += 1


def chosen_rows(index: Path, split: str) -> Iterator[Row]:
    """Pieces in 4/4 or 3/4 that last LEAST_S; the styles in turn, in a random order."""
    with index.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["split"] == split and _is_fit(row)]
    styles: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: sha256(row["path"].encode()).hexdigest()):
        styles[row["style"]].append(row)
    for number in range(max(map(len, styles.values()), default=0)):
        yield from (styles[style][number] for style in sorted(styles) if number < len(styles[style]))


def _is_fit(row: Row) -> bool:
    is_real = row["kind"] not in _KINDS_LEFT_OUT
    return is_real and row["timesig"] in _METRES and float(row["dur_s"]) >= LEAST_S


def _render_one(source: Path, target: Path, say: Callable[[str], None]) -> bool:
    """Whether there is a rendering now; files whose tempo or metre changes, and damaged ones, give none."""
    from model.listening.truth import truth_of

    sound, midi = target.with_name(target.name + ".flac"), target.with_name(target.name + ".mid")
    try:
        if not sound.exists():
            excerpt = _cut(source)
            if excerpt is None or truth_of(source, EXCERPT_S) is None:
                return False
            excerpt.dump_midi(str(midi))
            _to_flac(midi, sound)
    except (RenderError, OSError, RuntimeError, ValueError, LookupError) as error:
        say(f"{source} is left out: {error}")
        return False
    return True


def _cut(source: Path) -> Any:
    """The first EXCERPT_S from the first note on, and what comes before; None where there is too little."""
    import symusic

    score: Any = symusic.Score(str(source))
    starts = [track.notes[0].time for track in score.to("second").tracks if len(track.notes)]
    if not starts or min(starts) > _LATEST_START_S:
        return None
    tempo_bpm = score.tempos[0].qpm if len(score.tempos) else 120.0
    last_tick = int((min(starts) + EXCERPT_S) * tempo_bpm / 60.0 * score.ticks_per_quarter)
    excerpt = score.clip(0, last_tick, clip_end=True)
    return excerpt if sum(len(track.notes) for track in excerpt.tracks) >= _LEAST_NOTES else None


def _to_flac(midi: Path, sound: Path) -> None:
    import soundfile

    wav = sound.with_suffix(".wav")
    try:
        render(midi, wav)
        samples, rate_hz = soundfile.read(wav)
        soundfile.write(sound, samples[: round((EXCERPT_S + 2.0) * rate_hz)], rate_hz)
    finally:
        wav.unlink(missing_ok=True)
