"""From meanings in a row to what a request says: who is wanted, who is not, which number belongs to what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from model.music.plan import Scales
from model.text.part_words import PART_WORDS
from model.text.program_words import PROGRAM_OF
from model.text.rules import Item, names_band
from model.text.words import Meaning, Role, phrases

# These are the drummer; every other word for drums is a piece of the kit, and without a piece it still plays.
_WHOLE_KIT = frozenset(
    phrases(
        "drums, drum, drummer, drum kit, drumkit, drum set, drumset, drum part, drum beat, drum beats, drum track, "
        "drum machine, drum loop, kit, acoustic drums, electronic drums, percussion, skins, 808 drums, "
        "808 beat, 808 beats, 808 drum machine, 909, tr 808, tr 909, linn drum, breakbeats, "
        "鼓, 鼓组, 架子鼓, 爵士鼓, 套鼓, 鼓点, 鼓声, 鼓手, 鼓机, 打鼓, 打击乐, 打击乐器"
    )
)
_PIECES_OF_KIT = frozenset(phrases(PART_WORDS[("drums",)])) - _WHOLE_KIT
_SECTIONS = {"strings": (48, 49, 50, 51), "brass": (61, 62, 63), "ensemble": (52, 53, 54)}
_CLEAR_SHARE = 0.5  # of a word that is not wanted: the style itself is not wanted
# "No slap bass" wants another bass.
_NOUNS_OF_KINDS = frozenset(("bass", "guitar", "guitars", "piano", "pianos", "organ", "drums"))
_REACHES_ON = (Role.FILLER, Role.UNKNOWN)


@dataclass
class Mention:
    """A style as it was named; ``weight`` is None where no number stood beside it."""

    style: tuple[tuple[str, float], ...]
    usual_bpm: float | None
    weight: float | None
    is_number: bool
    is_hint: bool = False


@dataclass
class Reading:
    """What a text says, still in the order in which it says it."""

    mentions: list[Mention] = field(default_factory=list)
    facts: list[Meaning] = field(default_factory=list)  # wanted tempi, keys, modes and metres
    wants: dict[str, bool] = field(default_factory=dict)  # part -> wanted or not; the last word counts
    programs: dict[str, int] = field(default_factory=dict)  # part -> General MIDI program, from 0
    only: bool = False
    is_line_up: bool = False
    scales: list[tuple[str, Scales]] = field(default_factory=list)  # mood words, in the order said
    unwanted: set[str] = field(default_factory=set)  # styles
    era: str | None = None
    notes: list[str] = field(default_factory=list)  # sentences for the performer
    unknown: dict[str, None] = field(default_factory=dict)  # an ordered set


class Reader:
    """Walks once over the items of a text and keeps the reach of a negation."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.reading = Reading()
        self._negation = Negation(items)
        self._n_parts = len({part for item in items for part in item.meaning.parts})
        self._named: dict[str, str] = {}  # part -> the word that asked for it
        # Parts that are outright not there ("drumless"), and those that a word named together with others ("quartet").
        self._ruled_out, self._of_band = set[str](), set[str]()
        self._weight: Meaning | None = None  # stands before the style it belongs to
        self._weight_index = -1

    def read(self) -> Reading:
        """Read all items."""
        for i, item in enumerate(self.items):
            meaning = item.meaning
            is_wanted = self._negation.step(i)
            self.reading.is_line_up |= meaning.is_line_up
            if meaning.role in (Role.ONLY, Role.SOLO):
                self._read_only(i)
            elif meaning.role is Role.REST:
                self.reading.only |= self._n_parts > 0
            elif meaning.role is Role.NOT and self._negation.looks_back(i):
                self._read_off(i)
            elif meaning.role is Role.UNKNOWN:
                self._read_unknown(item)
            elif meaning.role is Role.OFF:
                self._read_off(i)
            elif meaning.role is Role.CONTENT:
                self._read_content(i, is_wanted=is_wanted)
        self._drop_weight()
        self._read_adjectives()
        return self.reading

    def _read_adjectives(self) -> None:
        """ "The guitar distorted" is a distorted guitar, and "no electric guitar, acoustic" an acoustic one."""
        for word in tuple(self.reading.unknown):
            for part, phrase in self._named.items():
                nouns = (phrase, phrase.split()[-1], phrase.split()[-1].removesuffix("s"))
                found = (
                    PROGRAM_OF.get(part, {}).get(f"{plain} {noun}") for plain in _plain_forms(word) for noun in nouns
                )
                program = next((number for number in found if number is not None), None)
                if program is not None:
                    self.reading.wants[part] = True
                    self.reading.programs[part] = program
                    self.reading.unknown.pop(word, None)

    def _read_content(self, i: int, *, is_wanted: bool) -> None:
        meaning = self.items[i].meaning
        phrase = _phrase(self.items[i])
        for part in meaning.parts:
            if is_wanted and len(meaning.parts) > 1 and part in self._ruled_out:
                continue  # "drumless jazz trio": the word says outright who is not there
            if not is_wanted and self._is_detail(part, phrase):
                self.reading.notes.append(f"{part} cannot leave out {phrase} alone")
                continue
            if self.reading.wants.get(part, is_wanted) != is_wanted and self._named.get(part) == phrase:
                self.reading.notes.append(f"{phrase} is both wanted and not wanted; the last word counts")
            self._named[part] = phrase
            self._of_band |= {part} if len(meaning.parts) > 1 else set()
            self.reading.wants[part] = is_wanted
            program = PROGRAM_OF.get(part, {}).get(_phrase(self.items[i]))
            if is_wanted and program is not None:
                self._play_on(part, program)
        for part in meaning.without:
            self.reading.wants[part] = False
            self._ruled_out.add(part)
        self.reading.only |= meaning.is_alone and is_wanted
        if meaning.scales is not None or meaning.era is not None:
            self._read_mood(i, is_wanted=is_wanted)
        if meaning.weight is not None:
            self._read_weight(i)
        elif is_wanted and meaning.style:
            self._read_style(i)
        elif meaning.style and not meaning.parts:
            self.reading.unwanted.update(name for name, share in meaning.style if share >= _CLEAR_SHARE)
        if meaning.refused_bpm is not None and is_wanted:
            self.reading.notes.append(f"a tempo lies between 30 and 300 bpm, not at {meaning.refused_bpm:g}")
        facts = (meaning.tempo_bpm, meaning.tempo_factor, meaning.key, meaning.mode, meaning.metre)
        if is_wanted and any(facts):
            self.reading.facts.append(meaning)
        elif meaning.mode and not meaning.key:  # "nothing in a minor key"
            self.reading.facts.append(replace(meaning, mode="major" if meaning.mode == "minor" else "minor"))
        elif meaning.metre is not None and not is_wanted and not meaning.style:
            self.reading.notes.append(f"not in {meaning.metre}: say which metre instead")

    def _play_on(self, part: str, program: int) -> None:
        """A part has one instrument: a section ("strings") before one of its players, else the last that is named."""
        if self.reading.programs.get(part) not in _SECTIONS.get(part, ()):
            self.reading.programs[part] = program

    def _is_detail(self, part: str, phrase: str) -> bool:
        """Whether a word that is not wanted is a piece of a part that plays: hi-hats, violins among strings."""
        noun = phrase.split()[-1]
        is_kind = noun != phrase and noun in _NOUNS_OF_KINDS and phrase in PROGRAM_OF.get(part, {})
        return (
            (part == "drums" and phrase in _PIECES_OF_KIT)
            or is_kind
            or (self.reading.wants.get(part) is True and self._is_piece_of(part, phrase))
        )

    def _is_piece_of(self, part: str, phrase: str) -> bool:
        """Whether a word is less than the part that plays: the cello of a quartet, not the guitar of a rock band."""
        if part == "drums":
            return phrase not in _WHOLE_KIT
        programs = PROGRAM_OF.get(part, {})
        program = programs.get(phrase, programs.get(phrase.removesuffix("s")))
        if self._named.get(part) == phrase or program is None or program in _SECTIONS.get(part, ()):
            return False
        return part in _SECTIONS or part not in self._of_band

    def _read_mood(self, i: int, *, is_wanted: bool) -> None:
        """ "Not dark" is half as bright as dark is dark; "no dark pads" says nothing of the mood."""
        item = self.items[i]
        scales = item.meaning.scales
        if is_wanted:
            self.reading.era = self.reading.era or item.meaning.era
        if scales is None or (not is_wanted and self._negation.describes(i)):
            return
        word = "".join(t.raw if t.is_chinese else f" {t.raw}" for t in item.tokens).strip()
        self.reading.scales.append((word if is_wanted else f"not {word}", scales if is_wanted else opposite(scales)))

    def _read_weight(self, i: int) -> None:
        before = self.items[i - 1].meaning if i else None
        mention = self.reading.mentions[-1] if self.reading.mentions else None
        if before and before.style and mention and mention.weight is None and self.items[i].meaning.exact:
            mention.weight, mention.is_number = self.items[i].meaning.weight, True
            return
        self._drop_weight()
        self._weight, self._weight_index = self.items[i].meaning, i

    def _read_style(self, i: int) -> None:
        meaning, weight = self.items[i].meaning, self._weight
        self._weight = None
        mention = Mention(meaning.style, meaning.usual_bpm, None, False, meaning.is_hint)
        if weight is not None and self._reaches(self._weight_index, i):
            mention.weight, mention.is_number = weight.weight, weight.exact
        self.reading.mentions.append(mention)

    def _reaches(self, start: int, end: int) -> bool:
        """Whether only small words stand between a weight and its style: "30% of some jazz"."""
        return end - start <= 4 and all(item.meaning.role in _REACHES_ON for item in self.items[start + 1 : end])

    def _drop_weight(self) -> None:
        """A number that belonged to nothing is worth telling."""
        if self._weight is not None and self._weight.exact:
            self._read_unknown(self.items[self._weight_index])
        self._weight = None

    def _read_only(self, i: int) -> None:
        """``just bass`` before, ``drums only`` behind; "a piano solo" among others excludes nobody."""
        if self.items[i].meaning.role is Role.SOLO and not self._next_is_part(i):
            is_alone = self._n_parts == 1 and self._previous_is_part(i) and not self._is_featured(i)
            self.reading.only |= is_alone
            return
        self.reading.only |= self._next_is_part(i) or self._previous_is_part(i)

    def _is_featured(self, i: int) -> bool:
        """Whether the solo belongs to a band: "rock with a guitar solo"."""
        is_joined = any(item.meaning.role in (Role.STOP, Role.AND) for item in self.items[max(0, i - 4) : i])
        return is_joined or names_band(self.items[:i])

    def _next_is_part(self, i: int) -> bool:
        for item in self.items[i + 1 : i + 8]:
            if item.meaning.parts:
                return True
            if item.meaning.role not in (*_REACHES_ON, Role.CONTENT, Role.SOLO, Role.ONLY):
                return False
        return False

    def _previous_is_part(self, i: int) -> bool:
        for item in reversed(self.items[max(0, i - 3) : i]):
            if item.meaning.parts:
                return True
            if item.meaning.role is not Role.FILLER:
                return False
        return False

    def _read_off(self, i: int) -> None:
        """``drums off``, ``bass and drums out``."""
        for item in reversed(self.items[max(0, i - 8) : i]):
            for part in item.meaning.parts:
                self.reading.wants[part] = False
            if not item.meaning.parts and item.meaning.role not in (Role.AND, Role.FILLER):
                return

    def _read_unknown(self, item: Item) -> None:
        text = "".join(token.raw for token in item.tokens if token.is_word)
        if text:
            self.reading.unknown[text] = None


def opposite(scales: Scales) -> Scales:
    """What "not dark" says: half as far on the other side of each scale.

    >>> opposite(Scales(valence=-0.8, density=1.6, energy=0.9))
    Scales(valence=0.4, energy=0.3, density=0.79, register=None, articulation=None, swing=None)
    """
    return Scales(
        valence=None if scales.valence is None else -scales.valence / 2,
        energy=None if scales.energy is None else round(0.5 - (scales.energy - 0.5) / 2, 2),
        density=None if scales.density is None else round(scales.density**-0.5, 2),
        register=None if scales.register is None else -scales.register / 2,
        articulation=None if scales.articulation is None else round(0.5 - (scales.articulation - 0.5) / 2, 2),
        swing=None if scales.swing is None else 1.0 - round(scales.swing),
    )


def _plain_forms(word: str) -> tuple[str, ...]:
    """An adjective, and what it compares: "dirtier" and "dirty"."""
    plain = word.lower()
    if plain.endswith("ier"):
        return plain, f"{plain[:-3]}y"
    return (plain, plain[:-2], plain[:-1]) if plain.endswith("er") else (plain,)


_STAYS_OPEN = frozenset(
    ("use", "using", "add", "adding", "keep", "bring", "featuring", "加", "用", "使", "带", "配", "要")
)


class Negation:
    """How far "no" reaches: to the first things named, and on over "and" and "or", but not past a comma.

    A comma does continue a list that ends in "or" ("no drums, bass or guitar"), and after "without" and its
    like one that ends in "and"; "but", "with" and the end of a sentence always stop it. Adjectives before
    a noun name nothing by themselves: "no loud drums".
    """

    def __init__(self, items: list[Item]) -> None:
        self._items = items
        self._continues_or = self._find_lists(Role.OR)
        self._continues_and = self._find_lists(Role.AND)
        self._describes = self._find_adjectives()
        self._looks_back = self._find_looks_back()
        self._is_open = False  # said, but nothing named yet
        self._has_named = False
        self._is_joined = False
        self._takes_lists = False

    def describes(self, i: int) -> bool:
        """Whether item ``i`` is an adjective of a part or a style that follows."""
        return self._describes[i]

    def looks_back(self, i: int) -> bool:
        """Whether the NOT at ``i`` ends its clause right after a part: "drums not needed", "鼓不要"."""
        return self._looks_back[i]

    def _find_lists(self, last: Role) -> list[bool]:
        """For each comma, whether its list ends in ``last``; from the end, so that time is linear."""
        continues = [False] * (len(self._items) + 1)
        following: int | None = None  # the next comma or the last "or", if only parts and small words stand between
        for i in range(len(self._items) - 1, -1, -1):
            meaning = self._items[i].meaning
            if meaning.role in (Role.OR, last):
                following, continues[i] = i, True
            elif meaning.role is Role.COMMA:
                continues[i] = following is not None and continues[following]
                following = i
            elif meaning.role is not Role.FILLER and not meaning.parts:
                following = None
        return continues

    def _find_adjectives(self) -> list[bool]:
        """For each adjective, whether a part or a style follows it in the same breath."""
        describes = [False] * (len(self._items) + 1)
        follows_noun = False
        for i in range(len(self._items) - 1, -1, -1):
            meaning = self._items[i].meaning
            if meaning.role is Role.CONTENT and (meaning.parts or meaning.style):
                follows_noun = True
            elif is_adjective(meaning):
                describes[i] = follows_noun
            elif meaning.role is not Role.UNKNOWN:
                follows_noun = False
        return describes

    def _find_looks_back(self) -> list[bool]:
        """For each NOT, whether nothing follows it in its clause and a part stands before it."""
        looks_back = [False] * (len(self._items) + 1)
        ends = True
        for i in range(len(self._items) - 1, -1, -1):
            meaning = self._items[i].meaning
            if meaning.role is Role.NOT:
                looks_back[i] = ends and self._stands_behind_part(i)
                ends = looks_back[i]
            elif meaning.role in (Role.COMMA, Role.STOP):
                ends = True
            elif meaning.role is not Role.FILLER:
                ends = False
        return looks_back

    def _stands_behind_part(self, i: int) -> bool:
        for item in reversed(self._items[max(0, i - 4) : i]):
            if item.meaning.parts:
                return True
            if item.meaning.role is not Role.FILLER:
                return False
        return False

    def step(self, i: int) -> bool:
        """Take item ``i``; return whether what it names is wanted."""
        meaning = self._items[i].meaning
        if meaning.role is Role.NOT:
            self._is_open, self._has_named, self._is_joined = not self._looks_back[i], False, False
            self._takes_lists = meaning.takes_lists
        elif meaning.role is Role.CONTENT and meaning.weight is None:
            return not (self._is_open if self._is_open and self._describes[i] else self._name())
        elif meaning.role in (Role.AND, Role.OR):
            self._is_joined = True
        elif meaning.role is Role.COMMA:
            continues = self._continues_and if self._takes_lists else self._continues_or
            self._is_joined = continues[i] and self._has_named
            self._is_open &= self._is_joined
        elif meaning.role is Role.STOP or (meaning.role in (Role.ONLY, Role.REST) and self._has_named):
            # "Don't add drums": the verb belongs to the negation.
            self._is_open &= not self._has_named and self._items[i].tokens[0].text in _STAYS_OPEN
        return True

    def _name(self) -> bool:
        """Something is named; return whether the negation reaches it."""
        if self._is_open and self._has_named and not self._is_joined:
            self._is_open = False
        self._has_named, self._is_joined = True, False
        return self._is_open


def is_adjective(meaning: Meaning) -> bool:
    """Whether a word only describes: a mood, a tempo word or an era."""
    if meaning.role is not Role.CONTENT or meaning.parts or meaning.style or meaning.without or meaning.exact:
        return False
    return meaning.scales is not None or meaning.era is not None or meaning.tempo_bpm is not None


def _phrase(item: Item) -> str:
    """As it stands in the listings: words apart, Chinese characters together."""
    text = ""
    for token in item.tokens:
        text += token.text if token.is_chinese or not text else f" {token.text}"
    return text
