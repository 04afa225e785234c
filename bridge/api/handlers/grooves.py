"""Requests for grooves: which one is played, what there is, and learning a new one."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from bridge.api.groove_learning import GrooveLearning
from bridge.api.handlers.plan import AUTO_WORDS, change_plan
from bridge.api.osc_api import BAND, PLAYED, Request
from bridge.api.prompt_queue import PromptQueue
from bridge.core.errors import OutOfRangeError, UnknownGrooveError
from bridge.inference.protocol import GrooveLearnt, PastBar
from bridge.osc.arguments import AUTO
from bridge.osc.gate import Gate
from bridge.performance.performer import Performer
from bridge.performance.responder import PLAYERS_PART
from model.music.config import PARTS
from model.music.grooves import Groove, GrooveError
from model.music.grooves.book import groove_book, user_folder
from model.music.grooves.groove import SUFFIX
from model.music.grooves.reading import check_name
from model.music.plan import Plan
from model.text import complete

LEARNT_BARS = 8  # of what was played last
_MOST_UNNAMED = 1_000


class GrooveRequests:
    """See the module."""

    def __init__(self, performer: Performer, prompts: PromptQueue, learning: GrooveLearning, gate: Gate) -> None:
        self._performer, self._prompts, self._learning, self._gate = performer, prompts, learning, gate

    def groove(self, request: Request, words: str) -> None:
        """Play a groove of the book, or the usual one. Raises UnknownGrooveError."""
        groove = None if words.strip().lower() in AUTO_WORDS else _groove(request.address, words)
        change_plan(self._performer.editor, self._prompts, request, partial(_with_groove, groove))

    def grooves(self, request: Request) -> None:
        """List the grooves of the book."""
        request.reply("/sideman/grooves", *groove_book().names())

    def groove_learn(self, request: Request, name: str, source: str) -> None:
        """Learn a groove from a MIDI file, from the player's or the band's last bars, and play it.

        Raises OutOfRangeError, UnknownGrooveError, BusyError.
        """
        name = _free_name() if name.lower() == AUTO else name
        try:
            check_name(name)
        except GrooveError as error:
            raise OutOfRangeError(f"{request.address}: {error}") from error
        what = self._source(request, source)
        tempo_bpm = self._performer.tempo_now_bpm
        self._learning.learn(request, name, what, tempo_bpm, partial(self._learnt, request))

    def _source(self, request: Request, source: str) -> Path | tuple[PastBar, ...]:
        who, _, part = source.strip().lower().partition(" ")
        if who == BAND and not part:
            bars = self._performer.last_bars(LEARNT_BARS)
        elif who == PLAYED and part in ("", *PARTS):
            number = PARTS.index(part) if part else PLAYERS_PART
            bars = self._performer.last_played_bars(number, LEARNT_BARS)
        else:
            path = Path(source).expanduser()
            self._gate.check_path(request.peer, path)
            return path
        if not any(bar.notes for bar in bars):
            who = "the band has" if who == BAND else "you have"
            raise UnknownGrooveError(f"{request.address}: {who} played no whole bar yet; play a few bars first")
        return bars

    def _learnt(self, request: Request, learnt: GrooveLearnt) -> None:
        request.reply("/sideman/groove/learnt", learnt.name, str(learnt.path))
        groove = groove_book().get(learnt.name)
        change_plan(self._performer.editor, self._prompts, request, partial(_with_groove, groove))


def _free_name() -> str:
    """A name of which there is no groove yet."""
    taken = {*groove_book().names(), *(path.stem for path in user_folder().glob(f"*{SUFFIX}"))}
    return next(name for number in range(1, _MOST_UNNAMED) if (name := f"learnt-{number}") not in taken)


def _with_groove(groove: Groove | None, plan: Plan) -> Plan:
    """The plan with a groove, at its tempo and in its metre unless others were set."""
    if groove is None:
        return complete(replace(plan, groove=None, tempo_bpm=None, key=None, metre=None), _without_groove(plan))
    return complete(Plan(words=plan.words, groove=groove.name), replace(plan, text=()))


def _without_groove(plan: Plan) -> Plan:
    return replace(plan, groove=None, assumed=plan.assumed | {"groove"})


def _groove(address: str, words: str) -> Groove:
    found = groove_book().find(words)
    if found is None:
        near = get_close_matches(words.lower()[:40], groove_book().names(), n=3)
        raise UnknownGrooveError(
            f"{address}: there is no groove {words[:40]!r}; "
            + (f"did you mean {' or '.join(near)}?" if near else "/sideman/grooves lists them")
        )
    return found
