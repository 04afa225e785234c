"""Writes the songs in each kind of chart, with their repeats and endings as the kind has them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import mido
from songs import Part, Song

from model.charts.cells import shares
from model.charts.ireal import MUSIC_PREFIX, scrambled
from model.charts.musicxml import KINDS
from model.music.events import Metre

IREAL_BEATS = {"9/8": 3, "6/8": 2}


def bar_lines(song: Song) -> str:
    """Sideman's own text."""
    lines = [f"title: {song.title}", f"key: {song.key}", f"metre: {song.metre}"]
    for part in song.parts:
        lines += ["", f"[{part.name}]", *_grid(part, "1.")]
    return "\n".join(lines)


def chordpro(song: Song) -> str:
    """ChordPro grids."""
    lines = [f"{{title: {song.title}}}", f"{{key: {song.key}}}", f"{{time: {song.metre}}}"]
    for part in song.parts:
        lines += ["", f'{{start_of_grid label="{part.name}"}}']
        lines += [line.replace("/ ", ". ").replace(" / ", " . ") for line in _grid(part, "1")]
        lines.append("{end_of_grid}")
    return "\n".join(lines)


def _grid(part: Part, first: str) -> list[str]:
    bars = " | ".join(part.bars)
    if not part.endings:
        times = f" x{part.times}" if part.times > 2 else ""
        return [f"| {bars} |"] if part.times == 1 else [f"|: {bars} :|{times}"]
    lines = [f"|: {bars}"]
    for number, ending in enumerate(part.endings, 1):
        sign = ":|" if number < len(part.endings) else "||"
        lines.append(f"|{first.replace('1', str(number))} {' | '.join(ending)} {sign}")
    return lines


def ireal(song: Song, *, is_plain: bool = False) -> str:
    """A link of iReal Pro."""
    numerator, denominator = song.metre.split("/")
    music = f"T{numerator}{denominator}"
    for part in song.parts:
        letter = {"Verse": "v", "Intro": "i"}.get(part.name, part.name[0])
        bars = "|".join(_ireal_bar(bar, song.metre) for bar in part.bars)
        mark = f"*{letter}"
        if not part.endings:
            times = f"<{part.times}x>" if part.times > 2 else ""
            music += f"{mark}[{bars}]" if part.times == 1 else f"{mark}{{{bars}{times}}}"
            continue
        music += f"{mark}{{{bars}"
        for number, ending in enumerate(part.endings, 1):
            sign = "}" if number < len(part.endings) else "]"
            music += f"|N{number}" + "|".join(_ireal_bar(bar, song.metre) for bar in ending) + sign
    music += "Z"
    key = song.key.replace(" major", "").replace(" minor", "-")
    title = song.title
    if is_plain:
        return "irealbook://" + quote(f"{title}=Trad=Folk={key}=n={music}")
    coded = music.replace("   ", "XyQ").replace(" |", "LZ").replace("| x", "Kcl")
    return "irealb://" + quote(f"{title}=Trad==Folk={key}==" + MUSIC_PREFIX + scrambled(coded) + "==110=3")


def _ireal_bar(bar: str, metre: str) -> str:
    cells = bar.split()
    n_cells = int(metre.split("/")[0]) if metre.endswith("/4") else IREAL_BEATS.get(metre, len(cells))
    chords = [_ireal_chord(cell) for cell in cells]
    if "/" in cells or len(cells) == n_cells:
        return "".join(
            "p" if chord == "/" else chord + ("," if n + 1 < len(chords) else "") for n, chord in enumerate(chords)
        )
    return ",".join(chords)  # too few cells for the beats: they share the bar


def _ireal_chord(symbol: str) -> str:
    if symbol == "/":
        return symbol
    match = re.fullmatch(r"([A-G][#b]?)(.*?)(/[A-G][#b]?)?", symbol.replace("6/9", "69"))
    assert match is not None
    quality = match[2].replace("m7b5", "h7").replace("mmaj7", "-^7").replace("maj", "^").replace("dim", "o")
    quality = re.sub(r"^m", "-", quality).replace("+7", "7#5").replace("sus4", "sus").replace("sus2", "2")
    return match[1] + quality + (match[3] or "")


def musicxml(song: Song) -> str:
    """A lead sheet with rests under the chords."""
    metre = Metre.parse(song.metre)
    fifths = {"C": 0, "G": 1, "D": 2, "A": 3, "F": -1, "Bb": -2, "Eb": -3, "E": 4}[song.key.split()[0]]
    fifths -= 3 if song.key.endswith("minor") else 0
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(
        '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" "http://www.musicxml.org/dtds/partwise.dtd">'
    )
    lines.append(
        f"<score-partwise version='4.0'><work><work-title>{song.title.replace('&', '&amp;')}</work-title></work>"
    )
    lines.append("<part-list><score-part id='P1'><part-name>Lead</part-name></score-part></part-list><part id='P1'>")
    number = 0
    for part in song.parts:
        for bar, signs in _signed(part):
            number += 1
            attributes = ""
            if number == 1:
                mode = song.key.split()[1]
                attributes = (
                    f"<attributes><divisions>24</divisions><key><fifths>{fifths}</fifths><mode>{mode}</mode></key>"
                    f"<time><beats>{metre.numerator}</beats><beat-type>{metre.denominator}</beat-type></time></attributes>"
                )
            name = f"<direction><direction-type><rehearsal>{part.name}</rehearsal></direction-type></direction>"
            begins, ends = signs
            name = name if "first" in begins else ""
            content = f"{begins}{attributes}{name}{_measure(bar, metre)}{ends}"
            lines.append(f"<measure number='{number}'>{content}</measure>")
    return "\n".join([*lines, "</part></score-partwise>"]).replace("<!--first-->", "")


def _signed(part: Part) -> list[tuple[str, tuple[str, str]]]:
    forward = "<barline location='left'><repeat direction='forward'/></barline>"
    signed = [[bar, "", ""] for bar in part.bars]
    signed[0][1] = "<!--first-->" + (forward if part.endings or part.times > 1 else "")
    if part.times > 1:
        signed[-1][2] = f"<barline location='right'><repeat direction='backward' times='{part.times}'/></barline>"
    for number, ending in enumerate(part.endings, 1):
        bars = [[bar, "", ""] for bar in ending]
        bars[0][1] += f"<barline location='left'><ending number='{number}' type='start'/></barline>"
        back = "<repeat direction='backward'/>" if number < len(part.endings) else ""
        kind = "stop" if back else "discontinue"
        bars[-1][2] = f"<barline location='right'><ending number='{number}' type='{kind}'/>{back}</barline>"
        signed += bars
    return [(bar, (begins, ends)) for bar, begins, ends in signed]


def ticks_of(bar: str, metre: Metre) -> list[tuple[int, str]]:
    """Chords of a bar and the ticks on which they stand."""
    cells = bar.split()
    if "/" in cells:
        return [(n * metre.bar_ticks // len(cells), cell) for n, cell in enumerate(cells) if cell != "/"]
    return list(zip(shares(len(cells), metre), cells, strict=True))


def _measure(bar: str, metre: Metre) -> str:
    placed = ticks_of(bar, metre)
    ends = [*(tick for tick, _ in placed[1:]), metre.bar_ticks]
    return "".join(
        f"{_harmony(symbol)}<note><rest/><duration>{end - tick}</duration></note>"
        for (tick, symbol), end in zip(placed, ends, strict=True)
    )


def _harmony(symbol: str) -> str:
    match = re.fullmatch(r"([A-G][#b]?)(.*?)(/[A-G][#b]?)?", symbol.replace("6/9", "69"))
    assert match is not None
    kinds = {quality: kind for kind, quality in KINDS.items() if kind not in ("none", "other", "pedal", "Tristan")}
    quality, degree = match[2], ""
    exotic = {
        "7b9": ("7", 9, -1),
        "7#9": ("7", 9, 1),
        "7#11": ("7", 11, 1),
        "7sus4": ("sus4", 7, -1),
        "69": ("6", 9, 0),
    }
    quality = {"7alt": "7", "+7": "aug7"}.get(quality, quality)
    if quality in exotic:
        quality, value, alter = exotic[quality]
        values = f"<degree-value>{value}</degree-value><degree-alter>{alter}</degree-alter>"
        degree = f"<degree>{values}<degree-type>add</degree-type></degree>"
    bass = _note("bass", match[3][1:]) if match[3] else ""
    return f"<harmony>{_note('root', match[1])}<kind>{kinds[quality]}</kind>{bass}{degree}</harmony>"


def _note(kind: str, name: str) -> str:
    alter = {"#": 1, "b": -1}.get(name[1:], 0)
    return f"<{kind}><{kind}-step>{name[0]}</{kind}-step><{kind}-alter>{alter}</{kind}-alter></{kind}>"


def midi(song: Song, path: Path) -> None:
    """A MIDI file whose markers are the sections and the chords."""
    metre = Metre.parse(song.metre)
    file, track, now, start = mido.MidiFile(ticks_per_beat=480), mido.MidiTrack(), 0, 0
    track.append(mido.MetaMessage("track_name", name=song.title))
    track.append(mido.MetaMessage("time_signature", numerator=metre.numerator, denominator=metre.denominator))
    tonic, mode = song.key.split()
    track.append(mido.MetaMessage("key_signature", key=tonic + ("m" if mode == "minor" else "")))
    for name, bars in song.played():
        for number, bar in enumerate(bars):
            texts = [(0, name)] if number == 0 else []
            for tick, text in texts + ticks_of(bar, metre):
                at = 20 * (start + tick)
                track.append(mido.MetaMessage("marker", text=text, time=at - now))
                now = at
            start += metre.bar_ticks
    file.tracks.append(track)
    file.save(path)
