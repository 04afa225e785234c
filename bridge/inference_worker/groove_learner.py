"""Learns a groove from a MIDI file or from bars, and writes it to the user's folder. On a thread of its own."""

from __future__ import annotations

import logging
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from bridge.core.errors import SidemanError
from bridge.inference.protocol import GrooveLearnt, GrooveNotLearnt, LearnGroove, PastBar
from bridge.recording.take import write_take
from model.engine.bars import Bar
from model.music.grooves import Groove, GrooveError
from model.music.grooves.book import user_folder
from model.music.grooves.learning import learn
from model.music.grooves.writing import write_groove

log = logging.getLogger(__name__)

Tell = Callable[[GrooveLearnt | GrooveNotLearnt], None]


def learn_beside(job: LearnGroove, tell: Tell) -> None:
    """Learn on a thread; the music does not wait. ``tell`` is called once, on that thread."""
    threading.Thread(target=_learn, args=(job, tell), name="groove learner", daemon=True).start()


def _learn(job: LearnGroove, tell: Tell) -> None:
    try:
        path = write_groove(_groove(job), user_folder())
    except (GrooveError, SidemanError) as error:
        tell(GrooveNotLearnt(job.request, str(error)))
    except Exception as error:
        log.exception("a groove could not be learnt")
        tell(GrooveNotLearnt(job.request, f"the groove could not be learnt ({error})"))
    else:
        tell(GrooveLearnt(job.request, job.name, path))


def _groove(job: LearnGroove) -> Groove:
    if isinstance(job.source, Path):
        return learn(job.source, job.name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bars.mid"
        write_take(path, _bars(job.source, job.tempo_bpm))
        return learn(path, job.name)


def _bars(bars: tuple[PastBar, ...], tempo_bpm: float) -> list[Bar]:
    return [Bar(number, bar.metre, tempo_bpm, ("", ""), bar.notes) for number, bar in enumerate(bars)]
