"""The inference process's work: cues in, passages out, one small step at a time. One thread; knows no pipe."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from bridge.inference.protocol import (
    Answer,
    Begin,
    Change,
    Failed,
    FromInference,
    Halt,
    Horizon,
    Jump,
    MakeClip,
    MutedParts,
    PlayerNote,
    Prepare,
    ToInference,
    Understood,
    Words,
)
from bridge.inference_worker.bar_generator import BarGenerator, GeneratorMaker
from bridge.inference_worker.chord_follower import ChordFollower, chords_of, key_of
from bridge.inference_worker.clip_maker import ClipMaker
from bridge.inference_worker.note_answerer import NoteAnswerer
from model.music.plan import Plan

log = logging.getLogger(__name__)

Tell = Callable[[FromInference], None]
ParseWords = Callable[[str], Plan]


class Worker:
    """Takes messages with `hear`; `work` does one step of the work that waits."""

    def __init__(self, make_generator: GeneratorMaker, parse_words: ParseWords, tell: Tell) -> None:
        self._make_generator, self._parse_words, self._tell = make_generator, parse_words, tell
        self._improviser = BarGenerator(make_generator)
        self._duo = NoteAnswerer(make_generator)
        self._ear = ChordFollower()
        self._clips: deque[ClipMaker] = deque()

    def hear(self, message: ToInference) -> None:
        """Act on a message, or note what it asks for."""
        match message:
            case Horizon():
                self._improviser.look_ahead(message.now_beat, message.until_beat)
            case PlayerNote():
                self._hear_player(message)
            case Begin():
                self._improviser.begin(followed(message))
            case Change():
                self._improviser.change(message)
            case Jump():
                self._improviser.jump(message)
            case Halt():
                self._improviser.halt()
            case MutedParts():
                self._improviser.rest(message.parts)
            case Prepare():
                self._duo.prepare(message.desired)
            case Words():
                self._tell(Understood(message.request, self._read(message.words)))
            case MakeClip():
                self._clips.append(ClipMaker(message, self._make_generator, self._tell))

    def _read(self, words: str) -> Plan:
        """What words say; nothing when reading them fails, so that an answer always comes."""
        try:
            return self._parse_words(words)
        except Exception:
            log.exception("the words could not be read: %.80s", words)
            return Plan(words=words, unknown=tuple(words.split()[:8]))

    def work(self) -> bool:
        """Do one step; False when there is nothing to do."""
        if self._improviser.is_behind:
            try:
                passage = self._improviser.advance()
            except Exception as error:
                log.exception("no music could be made")
                self._improviser.halt()
                self._tell(Failed(f"a bar could not be made ({error})"))
                return True
            if passage is not None:
                self._tell(passage)
            return True
        self._duo.catch_up()
        if not self._clips:
            return False
        if self._clips[0].advance():
            self._clips.popleft()
        return True

    def _hear_player(self, note: PlayerNote) -> None:
        if note.n_answers and note.velocity:
            self._tell(Answer(note.serial, self._duo.answer(note.pitch, note.velocity, note.beat, note.n_answers)))
        if note.follow:
            heard = self._ear.hear(note.pitch, note.velocity, note.beat)
            if heard is not None:
                self._tell(heard)


def followed(cue: Begin) -> Begin:
    """The cue with chords and key of what was played before, where it asks for them."""
    if not cue.follows_past:
        return cue
    desired, key = cue.desired, key_of(cue.past)
    plan = replace(desired.plan, key=key) if key and "key" in desired.plan.assumed else desired.plan
    chords = desired.directions.chords or chords_of(cue.past)
    return cue._replace(desired=replace(desired, plan=plan, directions=replace(desired.directions, chords=chords)))
