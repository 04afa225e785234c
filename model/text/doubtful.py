"""Clauses that no rule reads: what the encoder is asked about, and what a phrase nearest in meaning stands for.

Who is meant is read by rules in any case; the encoder sees every part as "the guitar", so that what was learnt of one
part holds for all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from model.text import parse
from model.text.direction_context import is_question
from model.text.direction_table import direction_table
from model.text.directions import clauses_of, direction_of
from model.text.prompt_parts import Direction
from model.text.tokens import tokenise

MAX_CLAUSES = 3  # of a prompt; more of them are prose
_MAX_TOKENS = 16
_LEAST_TOKENS = 2
SURE = 0.7  # above it nine of ten directions by meaning are right (docs/words.md)
DOUBTFUL = 0.45  # above it the performer is asked
NONE, MUSIC = "none", "music"  # talk, and words that describe music
_SURER = 0.85  # where a part is named and only one word beside it is not known: it may be a kind of music
_ANYBODY, _ANYBODY_ZH = " the guitar", "吉他"
# What can be said instead; the rules read it so (a test holds it). ``{p}`` is a part.
PLAIN = {
    ("volume", "+"): "{p} louder",
    ("volume", "-"): "{p} softer",
    ("energy", "+"): "more energy",
    ("energy", "-"): "less energy",
    ("tempo", "+"): "faster",
    ("tempo", "-"): "slower",
    ("tempo", "2"): "double time",
    ("tempo", "0.5"): "half time",
    ("density", "+"): "{p} busier",
    ("density", "-"): "{p} simpler",
    ("groove", "+"): "tighter",
    ("groove", "-"): "looser",
    ("swing", "+"): "more swing",
    ("swing", "-"): "less swing",
    ("swing", "0"): "straight",
    ("swing", "1"): "swing it",
    ("articulation", "+"): "longer notes",
    ("articulation", "-"): "shorter notes",
    ("register", "+"): "{p} an octave up",
    ("register", "-"): "{p} an octave down",
    ("reverb", "+"): "more reverb on {p}",
    ("reverb", "-"): "less reverb on {p}",
    ("reverb", "0"): "no reverb",
    ("pan", "left"): "pan {p} left",
    ("pan", "right"): "pan {p} right",
    ("pan", "center"): "pan {p} center",
    ("off", ""): "{p} out",
    ("on", ""): "bring {p} in",
    ("solo", ""): "only {p}",
    ("fill", "now"): "drum fill",
    ("fill", "+"): "more fills",
    ("fill", "-"): "fewer fills",
    ("fill", "0"): "no fills",
    ("transpose", "2"): "up a tone",
    ("transpose", "-2"): "down a tone",
    ("ending", ""): "ending",
    ("break", ""): "break",
    ("breakdown", ""): "breakdown",
    ("build", ""): "build up",
    ("diminuendo", ""): "fade out",
    ("accelerando", ""): "accelerando",
    ("ritardando", ""): "ritardando",
    ("section", "chorus"): "to the chorus",
    ("section", "verse"): "to the verse",
    ("section", "bridge"): "to the bridge",
    ("section", "intro"): "to the intro",
    ("section", "next"): "next section",
    ("repeat", ""): "repeat that",
}


class Doubtful(NamedTuple):
    """A clause that is not read in full. ``masked``: with "the guitar" for every part."""

    words: str
    masked: str
    parts: tuple[str, ...]
    n_unread: int = 0

    @property
    def sure(self) -> float:
        """How likely a direction has to be, to be followed."""
        return _SURER if self.parts and self.n_unread < 2 else SURE


def masked(words: str) -> Doubtful:
    """A clause as the encoder is shown it.

    >>> masked("the sax is a bit in the way").masked, masked("the sax is a bit in the way").parts
    ('the guitar is a bit in the way', ('reed',))
    """
    tokens, table = tokenise(words), direction_table().words
    parts: dict[str, None] = {}
    shown, i = "", 0
    while i < len(tokens):
        n, (kind, value) = table.at(tokens, i) or (1, ("", None))
        if kind in ("part", "lane") and isinstance(value, tuple) and value:
            parts.update(dict.fromkeys(value if kind == "part" else ("drums",)))
            shown = shown.removesuffix(" the")
            shown += _ANYBODY_ZH if tokens[i].is_chinese else _ANYBODY
        else:
            shown += "".join(token.raw if token.is_chinese else f" {token.raw}" for token in tokens[i : i + n])
        i += n
    return Doubtful(words, shown.strip(), tuple(parts))


def doubtful_clauses(text: str) -> tuple[list[Doubtful], list[str]]:
    """Clauses of which rules read nothing but parts and moods, and the others; none where the text is prose."""
    doubtful, others = [], []
    for clause in clauses_of(text):
        n_unread = _n_unread(clause)
        if n_unread and not is_question(clause):
            doubtful.append(masked(clause)._replace(n_unread=n_unread))
        else:
            others.append(clause)
    return (doubtful, others) if len(doubtful) <= MAX_CLAUSES else ([], [text])


def _n_unread(clause: str) -> int:
    """How many words of a clause no rule reads; 0 where the rest of it says something else than parts and moods."""
    if not _LEAST_TOKENS <= len(tokenise(clause)) <= _MAX_TOKENS:
        return 0
    plan = parse(clause)
    facts = (plan.style, plan.groove, plan.tempo_bpm, plan.tempo_factor, plan.key, plan.metre, plan.excluded)
    says_more = any(facts) or plan.form or plan.progression or plan.era
    unread = [word for word in plan.unknown if not word.replace(".", "").isdigit()]
    return 0 if says_more else sum(1 if word.isascii() else len(word) for word in unread)


def is_denied(action: str, clause: Doubtful) -> bool:
    """Whether a cue is named to say that it is not wanted ("don't end yet"), which a vector does not show."""
    return action in _CUES and _DENIAL.search(clause.words) is not None


def direction_by_meaning(action: str, amount: str, clause: Doubtful) -> Direction | None:
    """The direction that a clause means; None where it names nobody and has to."""
    plain = PLAIN[action, amount]
    if "{p}" in plain and not clause.parts:
        plain = plain.replace(" on {p}", "").replace("{p} ", "") if action in _FOR_ALL else ""
    found = direction_of(plain.replace("{p}", " and ".join(clause.parts))) if plain else None
    return None if found is None else replace(found, words=clause.words.strip())


def plain_words(action: str, amount: str, clause: Doubtful) -> str:
    """What to say instead: "drums softer"."""
    return PLAIN[action, amount].replace("{p}", " and ".join(clause.parts) or "everybody")


_CUES = frozenset(
    ("ending", "break", "breakdown", "build", "diminuendo", "accelerando", "ritardando", "section", "repeat")
)
_DENIAL = re.compile(r"\b(?:don['’]?t|do not|no|not|never|without)\b|别|不要|不用|先不|没", re.I)
_FOR_ALL = frozenset(("volume", "density", "register", "reverb"))
