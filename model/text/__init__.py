"""Words into a plan: what a performer asks for, made explicit so that it can be shown and overridden.

`parse` takes only what the words say; `complete` fills the rest, from the plan before or from what is usual
in the style. Both are plain rules: the same words always give the same plan.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Any, NamedTuple

from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM, PARTS
from model.music.events import Metre
from model.music.grooves import Groove
from model.music.grooves.book import groove_book, normal
from model.music.keys import Key
from model.music.plan import SCALES, Plan, Scales, StyleWeights
from model.text.groove_choice import band_of, named_groove, usual_groove
from model.text.learnt_words import find_learnt
from model.text.named_harmony import Harmony, find_harmony
from model.text.program_words import PROGRAM_OF
from model.text.reading import Mention, Reader, Reading
from model.text.respelling import respelt
from model.text.rewriting import rewritten
from model.text.rules import read, vocabulary
from model.text.styles import DEFAULT_STYLE, style_weights, usual, usual_tempo_bpm
from model.text.tokens import key_of
from model.text.words import Meaning

__all__ = ["complete", "parse", "plan_of", "style_weights"]

_FALLBACK_PARTS = ("piano", "guitar", "strings", *PARTS)
HINT_WEIGHT = 0.5
_MOST_REWRITTEN = 600  # characters; a longer prompt is prose
_KEY_SAID = re.compile(r"\bin\b|\bkey\b|major|minor|调", re.IGNORECASE)
_BARE_BPM = (40.0, 260.0)
_FAR_TEMPI = 1.3
LINE_UP_PARTS = 3  # as many parts asked for make a band; fewer join the style's usual one
_CLEAR_VALENCE = 0.5
_CLEAR_ENERGIES = (0.35, 0.65)
_CLASSICAL_LINE_UPS: dict[tuple[str, ...], tuple[str, ...]] = {("drums", "piano", "bass"): ("piano", "strings")}
_DEFAULT_TONICS = {"major": 0, "minor": 9}  # C major, A minor


def parse(words: str) -> Plan:
    """Read what words say, in English and Chinese. Any text gives a plan; time is linear in its length.

    Of several tempi, keys or metres the first counts, numbers before words ("slow blues at 60" is at 60). For
    a part named twice the last word counts ("no drums but brushes" has drums). A mode alone ("in a minor
    key") gives no key, but `complete` chooses one of that mode.
    """
    prepared = prepare(words)
    return finished(prepared, words, plan_of(prepared.text, Reader(read(prepared.text)).read()))


class Prepared(NamedTuple):
    """A prompt made ready for the rules: rewritten, its harmony cut out, near spellings corrected."""

    text: str
    harmony: Harmony
    notes: tuple[str, ...]
    learnt: tuple[str, ...] = ()  # styles learnt from a player, see `learnt_styles`


def prepare(words: str) -> Prepared:
    """Make a prompt ready for `read`. Linear in its length."""
    learnt = find_learnt(words[:_MOST_REWRITTEN])
    text = rewritten(learnt.text) + words[_MOST_REWRITTEN:]
    key = _first_key([item.meaning for item in read(text) if item.meaning.key and item.meaning.mode], None)
    key = key or _first_key([item.meaning for item in read(text)], None) if _KEY_SAID.search(text) else None
    harmony = find_harmony(text[:_MOST_REWRITTEN], key)
    text = harmony.text + text[_MOST_REWRITTEN:]
    text, notes = respelt(text)
    return Prepared(text, harmony, notes, learnt.names)


def finished(prepared: Prepared, words: str, plan: Plan) -> Plan:
    """The plan with what was found before the rules read the text."""
    harmony = prepared.harmony
    key = plan.key or (harmony.key if harmony.progression else None)
    return replace(
        plan,
        words=words,
        style=_with_learnt(plan.style, prepared.learnt),
        key=key,
        progression=harmony.progression,
        form=harmony.form,
        notes=(*prepared.notes, *harmony.notes, *plan.notes),
    )


def _with_learnt(style: StyleWeights, learnt: tuple[str, ...]) -> StyleWeights:
    """A blend of the styles that words name and the learnt ones, all learnt ones together as strong as the others."""
    if not learnt:
        return style
    return style_weights([*((name, 1.0 / len(learnt)) for name in learnt), *style])


def plan_of(words: str, reading: Reading) -> Plan:
    """The plan of a text that was read."""
    wanted = {max(mention.style, key=lambda each: each[1])[0] for mention in reading.mentions}
    style = _without(_blend(reading.mentions), reading.unwanted - wanted)  # "rather bossa than samba" is latin
    mode = _first_mode(reading.facts)
    parts = _line_up(tuple(part for part in PARTS if reading.wants.get(part)), reading, style)
    alias, groove = named_groove(words, style) or ("", None)
    bare = _bare_tempo(reading, is_said=groove is not None)
    notes = [*reading.notes, *_contradictions(reading)]
    if reading.unwanted and not style and groove is None:
        notes.append(f"not {' or '.join(sorted(reading.unwanted))}: say which style instead")
    if (
        groove is not None
        and not style
        and (_is_instrument(alias, normal(words)) or reading.unwanted & groove.styles.keys())
    ):
        alias, groove = "", None  # "slap bass" calls a player, and "anything but techno" calls no techno
    return Plan(
        words=words,
        style=style,
        tempo_bpm=float(bare) if bare else _first_number(reading.facts),  # "slow blues, 55": the number is more exact
        key=_first_key(reading.facts, mode),
        metre=next((fact.metre for fact in _exact_first(reading.facts) if fact.metre), None),
        parts=parts,
        excluded=_excluded(reading, parts),
        notes=tuple(dict.fromkeys(notes)),
        unknown=tuple(
            word for word in reading.unknown if word != bare and not set(normal(word).split()) <= set(alias.split())
        ),
        groove=groove.name if groove else None,
        mode=mode,
        tempo_factor=next((fact.tempo_factor for fact in reading.facts if fact.tempo_factor), None),
        usual_bpm=_usual_bpm(reading.mentions),
        asked=parts,
        programs=tuple(reading.programs.items()),
        # A choir that is all that was said sings by itself.
        is_line_up=(reading.is_line_up and bool(parts)) or (parts == ("ensemble",) and not style),
        mood=tuple(dict.fromkeys(word for word, _ in reading.scales)),
        era=reading.era,
        **_mean_scales(reading.scales),
    )


def _is_instrument(phrase: str, text: str) -> bool:
    """Whether a phrase of the text is an instrument or a piece of its name ("honky tonk piano"), and no style."""
    named = {phrase} | {each for known in PROGRAM_OF.values() for each in known if phrase in each and each in text}
    meanings = [vocabulary().get(key_of(each)) for each in named if any(each in k for k in PROGRAM_OF.values())]
    return any(meaning is not None and not meaning.style for meaning in meanings)


def _without(style: StyleWeights, unwanted: set[str]) -> StyleWeights:
    """A blend without the styles that are not wanted, if anything else is left."""
    left = [(name, weight) for name, weight in style if name not in unwanted]
    return style_weights(left) if left and len(left) < len(style) else style


def _line_up(parts: tuple[str, ...], reading: Reading, style: StyleWeights) -> tuple[str, ...]:
    """Who plays: a piano trio of classical music has violin and cello where one of jazz has bass and drums."""
    is_classical = bool(style) and style[0][0] in ("classical", "early")
    return _CLASSICAL_LINE_UPS.get(parts, parts) if reading.is_line_up and is_classical else parts


def _bare_tempo(reading: Reading, *, is_said: bool) -> str | None:
    """The only number of a text that nothing else claims, where it can be a tempo: "trap 140".

    is_said: whether the text says what to play in words that the reading does not know.
    """
    numbers = [word for word in reading.unknown if word.replace(".", "", 1).isdigit()]
    says_more = is_said or bool(reading.mentions or reading.facts or reading.wants or reading.scales)
    is_free = says_more and len(numbers) == 1 and not any(fact.tempo_bpm and fact.exact for fact in reading.facts)
    return numbers[0] if is_free and _BARE_BPM[0] <= float(numbers[0]) <= _BARE_BPM[1] else None


def _contradictions(reading: Reading) -> list[str]:
    """Facts of a text that cannot all hold; the one that counts stands first."""
    found = []
    bpm = [fact.tempo_bpm for fact in _exact_first(reading.facts) if fact.tempo_bpm]
    if bpm and max(bpm) > _FAR_TEMPI * min(bpm) and len({fact.exact for fact in reading.facts if fact.tempo_bpm}) == 1:
        found.append(f"several tempi contradict each other; {bpm[0]:g} bpm counts")
    keys = list(dict.fromkeys(str(fact.key) for fact in reading.facts if fact.key and fact.mode))
    if len(keys) > 1:
        found.append(f"several keys contradict each other; {keys[0]} counts")
    metres = list(dict.fromkeys(str(fact.metre) for fact in reading.facts if fact.metre))
    if len(metres) > 1:
        found.append(f"several metres contradict each other; {metres[0]} counts")
    valence = [scales.valence for _, scales in reading.scales if scales.valence]
    if valence and min(valence) < -_CLEAR_VALENCE < _CLEAR_VALENCE < max(valence):
        found.append("glad and sad moods contradict each other; a place between them counts")
    energies = [scales.energy for _, scales in reading.scales if scales.energy is not None]
    if energies and min(energies) < _CLEAR_ENERGIES[0] and max(energies) > _CLEAR_ENERGIES[1]:
        found.append("quiet and loud moods contradict each other; a place between them counts")
    return found


def _mean_scales(said: list[tuple[str, Scales]]) -> dict[str, Any]:
    """Each scale's mean over the words that speak of it; density's is geometric."""
    means: dict[str, float] = {}
    for name in SCALES:
        values = [getattr(scales, name) for _, scales in said if getattr(scales, name) is not None]
        if values and name == "density":
            means[name] = round(math.exp(sum(map(math.log, values)) / len(values)), 3)
        elif values:
            means[name] = round(sum(values) / len(values), 3)
    return means


def _exact_first(facts: list[Meaning]) -> list[Meaning]:
    return sorted(facts, key=lambda fact: not fact.exact)


def _first_number(facts: list[Meaning]) -> float | None:
    return next((round(fact.tempo_bpm, 2) for fact in _exact_first(facts) if fact.tempo_bpm), None)


def _first_mode(facts: list[Meaning]) -> str | None:
    return next((fact.mode for fact in facts if fact.mode), None)


def _first_key(facts: list[Meaning], mode: str | None) -> Key | None:
    """The first key; a tonic alone ("minor blues in G") takes the mode that the text says elsewhere."""
    said = next((fact for fact in facts if fact.key), None)
    if said is None or said.key is None:
        return None
    return said.key if said.mode or mode is None else Key(said.key.tonic, mode)


def _excluded(reading: Reading, parts: tuple[str, ...]) -> tuple[str, ...]:
    if reading.only and parts:
        return tuple(part for part in PARTS if part not in parts)
    return tuple(part for part in PARTS if reading.wants.get(part) is False)


def _blend(mentions: list[Mention]) -> StyleWeights:
    """Blend the styles named. Numbers are shares; what has none shares what they leave of 1.

    A style named twice without numbers ("bebop jazz") counts once. A scene or an idiom counts half beside a
    style named outright ("techno for a spaceship").
    """
    hint = 1.0 if all(m.is_hint for m in mentions) else HINT_WEIGHT
    numbered = sum(m.weight for m in mentions if m.weight is not None and m.is_number)
    n_plain = sum(not m.is_number for m in mentions)
    rest = 1.0
    if numbered and n_plain:
        rest = (1 - numbered) / n_plain if numbered < 1 else numbered / (len(mentions) - n_plain)
    total: dict[str, float] = {}
    for mention in mentions:
        weight = (hint if mention.is_hint else 1.0) if mention.weight is None else mention.weight
        for name, share in mention.style:
            if mention.is_number:
                total[name] = total.get(name, 0.0) + weight * share
            else:
                total[name] = max(total.get(name, 0.0), rest * weight * share)
    return style_weights(total.items()) if any(weight > 0 for weight in total.values()) else ()


def _usual_bpm(mentions: list[Mention]) -> float | None:
    """Usual tempo of the subgenres named, blended with the usual tempi of the plain styles beside them."""
    heard = [m for m in mentions if m.weight is None or m.weight > 0]
    if not any(m.usual_bpm for m in heard):
        return None
    weights = [1.0 if m.weight is None else m.weight for m in heard]
    logs = [math.log(m.usual_bpm or usual_tempo_bpm(style_weights(m.style))) for m in heard]
    return math.exp(sum(w * value for w, value in zip(weights, logs, strict=True)) / sum(weights))


def complete(plan: Plan, previous: Plan | None = None) -> Plan:
    """Fill what a plan leaves open, so that it can be played: style, tempo, key, metre and at least one part.

    With ``previous`` (a complete plan), a new prompt replaces what it names and keeps the rest that was said;
    what nobody ever said (``assumed``) follows the style. Parts asked for join those asked for before,
    excluded ones stay out until they are asked for. "Faster" is faster than ``previous``. Without it,
    everything comes from what is usual in the style. Deterministic; tempo 30..300 bpm.
    """
    before = previous or Plan(assumed=frozenset(("tempo_bpm", "key", "metre", "groove")))
    if "groove" in plan.assumed:  # a plan that is complete already: its groove was chosen, not asked for
        plan = replace(plan, groove=None)
    groove = _said_groove(plan, before)
    style = plan.style or (_styles_of(groove) if plan.groove else ()) or before.style or ((DEFAULT_STYLE, 1.0),)
    plan = replace(plan, style=style, usual_bpm=plan.usual_bpm if plan.style else before.usual_bpm)
    if groove is not None and not plan.usual_bpm:
        plan = replace(plan, usual_bpm=groove.tempo_bpm[1])
    said = {
        "tempo_bpm": plan.tempo_bpm or plan.tempo_factor,
        "key": plan.key,
        "metre": plan.metre or (plan.groove and groove),
        "groove": plan.groove,
    }
    assumed = frozenset(name for name, value in said.items() if not value and name in before.assumed)
    tempo_bpm = _complete_tempo_bpm(plan, before)
    metre = _complete_metre(plan, before, groove, assumed)
    played = _with_parts(plan, before, band_of(groove, style) or usual(style).parts if groove else usual(style).parts)
    if groove is None or groove.metre != metre:
        chosen = usual_groove(style, metre, tempo_bpm, played.parts)
        assumed |= {"groove"}
    else:
        chosen = groove
    return replace(
        played,
        tempo_bpm=tempo_bpm,
        key=_complete_key(plan, before, groove),
        metre=metre,
        groove=chosen.name if chosen else None,
        form=plan.form or before.form,
        progression=plan.progression or before.progression,
        mode=plan.mode or (None if plan.key else before.mode),
        tempo_factor=None,
        assumed=assumed,
        mood=plan.mood or before.mood,
        era=plan.era or before.era,
        programs=tuple({**dict(before.programs), **dict(plan.programs)}.items()),
        text=plan.text or before.text,
        **_complete_scales(plan, before),
    )


def _said_groove(plan: Plan, before: Plan) -> Groove | None:
    """The groove asked for now, or before unless another style was named since."""
    if plan.groove:
        return groove_book().get(plan.groove)
    if before.groove and "groove" not in before.assumed and not plan.style:
        return groove_book().get(before.groove)
    return None


def _styles_of(groove: Groove | None) -> StyleWeights:
    return style_weights(groove.styles.items()) if groove is not None and groove.styles else ()


def _complete_metre(plan: Plan, before: Plan, groove: Groove | None, assumed: frozenset[str]) -> Metre:
    if plan.metre:
        return plan.metre
    if groove is not None and (plan.groove or "metre" in before.assumed):
        return groove.metre
    kept = None if "metre" in assumed else before.metre
    return kept or usual(plan.style).metre


def _complete_scales(plan: Plan, before: Plan) -> dict[str, Any]:
    """A scale keeps its place until a word moves it."""
    return {name: getattr(before, name) if getattr(plan, name) is None else getattr(plan, name) for name in SCALES}


def _complete_tempo_bpm(plan: Plan, before: Plan) -> float:
    if plan.tempo_bpm:
        return _in_range(plan.tempo_bpm)
    usual_bpm = plan.usual_bpm or usual_tempo_bpm(plan.style)
    if plan.tempo_factor:
        return _in_range((before.tempo_bpm or usual_bpm) * plan.tempo_factor)
    kept = None if "tempo_bpm" in before.assumed else before.tempo_bpm
    return _in_range(kept or usual_bpm)


def _in_range(bpm: float) -> float:
    return round(min(max(bpm, MIN_TEMPO_BPM), MAX_TEMPO_BPM), 2)


def _complete_key(plan: Plan, before: Plan, groove: Groove | None) -> Key:
    if plan.key:
        return plan.key
    if before.key and "key" not in before.assumed:
        return Key(before.key.tonic, plan.mode or before.key.mode)
    usual_mode = (groove.mode if groove is not None else None) or usual(plan.style).mode
    mode = plan.mode or before.mode or _mode_of_mood(plan, before) or usual_mode
    return Key(_DEFAULT_TONICS[mode], mode)


def _mode_of_mood(plan: Plan, before: Plan) -> str | None:
    """A clearly glad or sad mood chooses the mode where nobody did."""
    valence = before.valence if plan.valence is None else plan.valence
    if valence is None or abs(valence) < _CLEAR_VALENCE:
        return None
    return "major" if valence > 0 else "minor"


def _with_parts(plan: Plan, before: Plan, usual_parts: tuple[str, ...]) -> Plan:
    """The usual parts and those asked for, without those excluded; never none at all.

    Who names a line-up in one breath ("piano, bass and drums") gets that band and nobody else.
    """
    is_only = bool(plan.parts) and len(plan.parts) + len(plan.excluded) == len(PARTS)
    asked = set(plan.parts) | (set() if is_only else set(before.asked) - set(plan.excluded))
    excluded = set(plan.excluded) | (set(before.excluded) - set(plan.parts))
    is_line_up = plan.is_line_up or before.is_line_up or len(asked) >= LINE_UP_PARTS
    playing = asked - excluded if is_line_up else (set(usual_parts) | asked) - excluded
    if not playing:
        # Everything usual was excluded: the first part that is still allowed, or the piano against all odds.
        playing = {next((part for part in _FALLBACK_PARTS if part not in excluded), "piano")}
        excluded -= playing
    return replace(
        plan,
        parts=_ordered(playing),
        asked=_ordered(asked),
        excluded=_ordered(excluded),
        is_line_up=is_line_up,
    )


def _ordered(parts: set[str]) -> tuple[str, ...]:
    return tuple(part for part in PARTS if part in parts)
