"""The inference process's work: commands in, note batches out, one small step at a time. One thread; knows no pipe."""

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
    LearnGroove,
    MakeClip,
    MakeTakes,
    MutedParts,
    PlayerNote,
    Prepare,
    Restore,
    Rewrite,
    ToInference,
    Understood,
    Words,
)
from bridge.inference_worker.bar_generator import BarGenerator, GeneratorMaker
from bridge.inference_worker.chord_follower import ChordFollower, chords_of, key_of
from bridge.inference_worker.clip_maker import ClipMaker
from bridge.inference_worker.groove_learner import learn_beside
from bridge.inference_worker.loop_writer import LoopWriter
from bridge.inference_worker.note_answerer import NoteAnswerer
from bridge.inference_worker.song_maker import SongMaker
from bridge.inference_worker.takes_maker import TakesMaker
from model.music.plan import Plan
from model.text.prompt_parts import PromptParts
from model.text.prompts import read_words

log = logging.getLogger(__name__)

Tell = Callable[[FromInference], None]
ReadWords = Callable[[str], Plan | PromptParts]  # a plan alone where the rules read by themselves


class Worker:
    """Takes messages with `receive`; `work` does one step of the work that waits."""

    def __init__(self, make_generator: GeneratorMaker, read_words: ReadWords, tell: Tell) -> None:
        self._make_generator, self._read_words, self._tell = make_generator, read_words, tell
        self._bar_generator = BarGenerator(make_generator)
        self._note_answerer = NoteAnswerer(make_generator)
        self._chord_follower = ChordFollower()
        self._clips: deque[ClipMaker | TakesMaker | LoopWriter] = deque()

    def receive(self, message: ToInference) -> None:
        """Act on a message, or note what it asks for."""
        match message:
            case Horizon():
                self._bar_generator.look_ahead(message.now_beat, message.until_beat)
            case PlayerNote():
                self._receive_player(message)
            case Begin():
                self._bar_generator.begin(followed(message))
            case Change():
                self._bar_generator.change(message)
            case Restore():
                self._bar_generator.put_back(message)
            case Jump():
                self._bar_generator.jump(message)
            case Halt():
                self._bar_generator.halt()
            case MutedParts():
                self._bar_generator.rest(message.parts)
            case Prepare():
                self._note_answerer.prepare(message.desired)
            case Words():
                self._read(message)
            case MakeClip():
                kind = ClipMaker if message.gap is None else SongMaker
                self._clips.append(kind(message, self._make_generator, self._tell))
            case MakeTakes():
                self._clips.append(TakesMaker(message, self._make_generator, self._tell))
            case Rewrite():
                self._clips.appendleft(LoopWriter(message, self._make_generator, self._tell))
            case LearnGroove():
                learn_beside(message, self._tell)

    def _read(self, message: Words) -> None:
        """Read words; an empty plan when that fails, so that an answer always comes."""
        try:
            parts = read_words(message.words, self._read_rest)
        except Exception:
            log.exception("the words could not be read: %.80s", message.words)
            parts = PromptParts(Plan(words=message.words, unknown=tuple(message.words.split()[:8])))
        self._tell(Understood(message.request, parts.plan, parts.directions))

    def _read_rest(self, words: str) -> PromptParts:
        parts = self._read_words(words)
        return PromptParts(parts) if isinstance(parts, Plan) else parts

    def work(self) -> bool:
        """Do one step; False when there is nothing to do."""
        if self._bar_generator.is_behind:
            try:
                batch = self._bar_generator.advance()
            except Exception as error:
                log.exception("no music could be made")
                self._bar_generator.halt()
                self._tell(Failed(f"a bar could not be made ({error})"))
                return True
            if batch is not None:
                self._tell(batch)
            return True
        self._note_answerer.catch_up()
        if not self._clips:
            return False
        if self._clips[0].advance():
            self._clips.popleft()
        return True

    def _receive_player(self, note: PlayerNote) -> None:
        if note.n_answers and note.velocity:
            tones = self._note_answerer.answer(note.pitch, note.velocity, note.beat, note.n_answers)
            self._tell(Answer(note.serial, tones))
        if note.follow:
            analysis = self._chord_follower.receive(note.pitch, note.velocity, note.beat)
            if analysis is not None:
                self._tell(analysis)


def followed(command: Begin) -> Begin:
    """The command with chords and key of what was played before, where it asks for them."""
    if not command.follows_past:
        return command
    desired, key = command.desired, key_of(command.past)
    plan = replace(desired.plan, key=key) if key and "key" in desired.plan.assumed else desired.plan
    chords = desired.options.chords or chords_of(command.past)
    return command._replace(desired=replace(desired, plan=plan, options=replace(desired.options, chords=chords)))
