"""The trained model in use: LiteRT for the trunk, numpy for the heads, one thread, no TensorFlow.

``step(event, state) -> (distributions, state)``. A state is a value: keep it to restore, use it twice to fork.
Not thread-safe: one engine belongs to one thread at a time.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.engine.adapter import Adapter, Players
from model.engine.feature_values import FIELD_SIZES, FIELDS
from model.engine.features import HEAD_INPUTS, N_TRUNK_IDS, float_row, new_head_ids, trunk_row, without_guided
from model.engine.feel import Feel
from model.engine.history import History
from model.engine.network_controls import BarControls
from model.engine.note_classes import NoteClasses
from model.engine.note_sources import SampledEvent
from model.engine.vocabulary import vocabulary_digest
from model.music.archive import check_unpacked_size
from model.music.chords import ChordModel
from model.music.config import BAR, DRUMS, N_PARTS, N_PITCHES, N_QUALITIES, NO_CHORD

SHIPPED_MODEL = Path(__file__).parents[1] / "weights" / "sideman.model"
FORMAT = "sideman-model-3"
_NAMES_IN_FILE = {"usual_manner": "usual_expression"}
FORBIDDEN = np.float32(-np.inf)

_PITCHES = np.arange(N_PITCHES)
_PARTS = np.arange(N_PARTS)
_WHENS = np.arange(FIELD_SIZES["when"])
DEGREE_OF_PITCH = np.array([[(pitch - root) % 12 for pitch in range(128)] for root in range(12)])


class ModelFileError(ValueError):
    """The model file is missing, damaged or of another version; the message says which file and what to do."""


@dataclass(frozen=True)
class CorpusStatistics:
    """Statistics of the corpus by part, shape = (N_PARTS,), or by style and part, shape = (N_STYLES, N_PARTS).

    Pitches are classes in the common tonic; a part that a style hardly knows plays as it does in all together.
    """

    lowest: NDArray[np.int64]  # by style
    highest: NDArray[np.int64]  # by style
    most_together: NDArray[np.int64]  # notes struck on one tick, by style
    most_in_four_beats: NDArray[np.int64]  # notes in as much time as a bar of 4/4
    longest_run: NDArray[np.int64]  # times in a row on one pitch
    usual_expression: NDArray[np.float32]  # shape = (N_STYLES, len(feature_values.EXPRESSION))
    usual_density: NDArray[np.float32]  # by style, `feature_values.density_feature` where it plays

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> CorpusStatistics:
        """Inverse of `to_arrays`. Raises TypeError for other arrays."""
        return cls(**{_NAMES_IN_FILE.get(name, name): values for name, values in arrays.items()})

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays under their names in a model file."""
        names = {field: name for name, field in _NAMES_IN_FILE.items()}
        return {names.get(field, field): values for field, values in vars(self).items()}


class State(NamedTuple):
    """Everything the next step depends on."""

    history: History
    tensors: tuple[NDArray[np.float32], ...]


class Distributions:
    """Logits of the next event's fields, each given the fields sampled before it; -inf where order forbids.

    With guidance there are two rows of contexts, with and without the guided features, and their difference is
    exaggerated (classifier-free guidance, Ho and Salimans 2022).
    """

    def __init__(
        self, heads: NumpyHeads, contexts: NDArray[np.float32], history: History, guidance: float = 1.0
    ) -> None:
        self._heads, self._guidance = heads, guidance
        rows = contexts.reshape(len(contexts), len(FIELDS), -1)
        self._contexts = {field: rows[:, number] for number, field in enumerate(FIELDS)}
        self.contexts = contexts
        self.history = history
        self._event = SampledEvent(history)
        self._ids: dict[str, int] = {}

    def _logits(self, field: str, ids: dict[str, int]) -> NDArray[np.float32]:
        rows = self._heads.logits(field, self._contexts[field], ids)
        logits: NDArray[np.float32] = rows[0] if len(rows) == 1 else rows[1] + self._guidance * (rows[0] - rows[1])
        return logits

    def when(self) -> NDArray[np.float32]:
        """Position in the bar, or END_OF_BAR. shape = (N_WHENS,)."""
        logits = self._logits("when", new_head_ids("when", SampledEvent(self.history)))
        logits[self.history.last.position > _WHENS] = FORBIDDEN
        return logits

    def part(self, when: int) -> NDArray[np.float32]:
        """shape = (N_PARTS,)."""
        ids = new_head_ids("part", SampledEvent(self.history, when)) | {"when": when}
        logits = self._logits("part", ids)
        logits[ids["tick_part"] - 1 > _PARTS] = FORBIDDEN
        return logits

    def pitch(self, when: int, part: int) -> NDArray[np.float32]:
        """Pitch class of `events.pitch_to_class`. shape = (N_PITCHES,)."""
        self._event = SampledEvent(self.history, when, part)
        self._ids = new_head_ids("pitch", self._event) | {"when": when, "part": part}
        logits = self._logits("pitch", self._ids)
        logits[(_PITCHES >= 128) != (part == DRUMS)] = FORBIDDEN
        if self._ids["stacked"]:
            logits[self.history.last.pitch >= _PITCHES] = FORBIDDEN
        return logits

    def duration(self, pitch: int) -> NDArray[np.float32]:
        """Given the place and part last asked of `pitch`. shape = (N_DURATIONS,)."""
        self._event = SampledEvent(self.history, self._event.when, self._event.part, pitch)
        self._ids |= new_head_ids("duration", self._event) | {"pitch": pitch}
        return self._logits("duration", self._ids)

    def velocity(self, duration: int) -> NDArray[np.float32]:
        """Given the fields before. shape = (N_VELOCITIES,)."""
        self._ids |= new_head_ids("velocity", self._event) | {"duration": duration}
        return self._logits("velocity", self._ids)


class NumpyHeads:
    """The heads of `network.FieldHeads` in numpy: a few rows added, one small product each."""

    def __init__(self, weights: dict[str, NDArray[np.float32]]) -> None:
        # The tables of a field below one another, so that its rows are gathered at once.
        tables = {f: [weights[f"table/{f}/{n}"] for n in HEAD_INPUTS[f]] for f in FIELDS}
        self._tables = {f: np.concatenate(tables[f]) for f in FIELDS}
        begins = {f: np.cumsum([0, *(len(table) for table in tables[f])]).tolist() for f in FIELDS}
        self._begins = {f: tuple(zip(HEAD_INPUTS[f], begins[f], strict=False)) for f in FIELDS}
        self._outputs = {f: (weights[f"kernel/{f}"], weights[f"bias/{f}"]) for f in FIELDS}
        self._degree = weights["kernel/degree"]

    def rows(self, field: str, ids: Mapping[str, NDArray[np.int32]]) -> NDArray[np.float32]:
        """What the ids of many events add to a field's context, (n,) each -> (n, head_width)."""
        total = np.zeros((), np.float32)
        for name, begin in self._begins[field]:
            total = total + self._tables[field][begin + ids[name]]
        return total

    def output(self, field: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Kernel, (head_width, size), and bias, (size,), of a field."""
        return self._outputs[field]

    @property
    def degree_kernel(self) -> NDArray[np.float32]:
        """Kernel of the logits that all octaves of a degree share, (head_width, 12)."""
        return self._degree

    def logits(self, field: str, context: NDArray[np.float32], ids: dict[str, int]) -> NDArray[np.float32]:
        """(n, head_width) -> (n, size of the field); a fresh array."""
        rows = self._tables[field][[begin + ids[name] for name, begin in self._begins[field]]]
        hidden = np.maximum(context + rows.sum(axis=0), 0)
        kernel, bias = self._outputs[field]
        logits: NDArray[np.float32] = hidden @ kernel + bias
        if field == "pitch":
            chord = ids["chord"]
            root = 0 if chord == NO_CHORD else chord // N_QUALITIES
            logits[:, :128] += (hidden @ self._degree)[:, DEGREE_OF_PITCH[root]]
        return logits


class Engine:
    """A loaded model file."""

    def __init__(
        self,
        trunk: bytes,
        heads: NumpyHeads,
        chords: ChordModel,
        statistics: CorpusStatistics,
        feel: Feel,
        info: dict[str, Any],
    ) -> None:
        from ai_edge_litert.interpreter import Interpreter

        self.heads, self.chords, self.statistics, self.feel, self.info = heads, chords, statistics, feel, info
        self.model_hash: str = info["hash"]
        self.players = Players(self.model_hash)
        self._floats: tuple[BarControls, NDArray[np.float32]] | None = None
        self._adapters: tuple[BarControls, list[tuple[Adapter, float]]] | None = None
        self._trunks = {n: Interpreter(model_content=trunk, num_threads=1) for n in (1, 2)}
        runner = Interpreter(model_content=trunk).get_signature_runner("step")
        inputs, outputs = runner.get_input_details(), runner.get_output_details()
        self._state_names = sorted(name for name in inputs if name not in ("trunk", "floats"))
        self._inputs = {name: detail["index"] for name, detail in inputs.items()}
        self._outputs = {name: detail["index"] for name, detail in outputs.items()}
        self._zeros = tuple(np.zeros(inputs[name]["shape"], np.float32) for name in self._state_names)
        for n_rows, interpreter in self._trunks.items():
            for detail in inputs.values():
                interpreter.resize_tensor_input(detail["index"], (n_rows, *detail["shape"][1:]))
            interpreter.allocate_tensors()

    @classmethod
    def load(cls, path: Path | None = None) -> Engine:
        """Load a model file, by default the one that ships. Raises ModelFileError."""
        path = SHIPPED_MODEL if path is None else path
        members = _read_members(path)
        try:
            info = json.loads(members["manifest.json"])
            _check_vocabulary(path, info)
            heads = NumpyHeads(_arrays(members["heads.npz"], np.float32))
            chords = ChordModel.from_arrays(_arrays(members["chords.npz"], None))
            statistics = CorpusStatistics.from_arrays(_arrays(members["habits.npz"], None))
            feel = Feel(**_arrays(members["feel.npz"], np.float32)) if "feel.npz" in members else Feel.plain()
            return cls(members["trunk.tflite"], heads, chords, statistics, feel, info)
        except (KeyError, ValueError, TypeError, RuntimeError, OSError) as error:
            raise ModelFileError(f"{path} is damaged or of another version ({error}); install it again") from error

    def initial_state(self, n_bars_before: int = 0) -> State:
        """State before the first bar, as if so many bars had passed of which nothing is known."""
        return State(History(n_bars=n_bars_before), self._zeros)

    def step(
        self, event: BarControls | NoteClasses, state: State, *, guidance: float = 1.0
    ) -> tuple[Distributions, State]:
        """Hear one event (a bar line with its controls, or a note) and predict the next.

        guidance: 1 = as trained; above 1 the effect of `FloatFeature.is_guided` is exaggerated, at twice the cost.
        """
        if isinstance(event, BarControls):
            history = state.history.with_bar(event)
        else:
            if event.part == BAR:
                raise ValueError("a bar line needs its controls")
            history = state.history.with_note(event)
        contexts, tensors = self._run_trunk(history, state.tensors, n_rows=1 if guidance == 1.0 else 2)
        return Distributions(self.heads, contexts, history, guidance), State(history, tensors)

    def _float_row(self, controls: BarControls) -> NDArray[np.float32]:
        """The bar's row of floats, computed once for all its events."""
        if self._floats is None or self._floats[0] is not controls:
            self._floats = controls, float_row(controls)
        return self._floats[1]

    def _run_trunk(
        self, history: History, tensors: tuple[NDArray[np.float32], ...], *, n_rows: int
    ) -> tuple[NDArray[np.float32], tuple[NDArray[np.float32], ...]]:
        run = self._trunks[n_rows]
        row = trunk_row(history).reshape(1, N_TRUNK_IDS)
        run.set_tensor(self._inputs["trunk"], np.repeat(row, n_rows, axis=0))
        asked = self._float_row(history.open_controls)
        floats = (asked, without_guided(asked))[:n_rows]
        run.set_tensor(self._inputs["floats"], np.stack(floats))
        for name, tensor in zip(self._state_names, tensors, strict=True):
            # Where guidance sets in, both rows begin with the same state; where it ends, the guided one goes on.
            fitting = tensor if len(tensor) == n_rows else np.repeat(tensor[:1], n_rows, axis=0)
            run.set_tensor(self._inputs[name], fitting)
        run.invoke()
        contexts = self._adapted(run.get_tensor(self._outputs["contexts"]), history.open_controls)
        return contexts, tuple(run.get_tensor(self._outputs[f"next_{name}"]) for name in self._state_names)

    def _adapted(self, contexts: NDArray[np.float32], controls: BarControls) -> NDArray[np.float32]:
        for adapter, weight in self._adapters_of(controls):
            contexts = adapter(contexts, weight)
        return contexts

    def _adapters_of(self, controls: BarControls) -> list[tuple[Adapter, float]]:
        """Adapters of the bar's learnt styles, looked for on disk once for all its events."""
        if self._adapters is None or self._adapters[0] is not controls:
            found = [(self.players.adapter(name), weight) for name, weight in controls.learnt]
            self._adapters = controls, [(adapter, weight) for adapter, weight in found if adapter is not None]
        return self._adapters[1]


def read_manifest(path: Path) -> dict[str, Any]:
    """Read the manifest of a model file. Raises ModelFileError."""
    manifest: dict[str, Any] = json.loads(_read_members(path)["manifest.json"])
    return manifest


def _read_members(path: Path) -> dict[str, bytes]:
    """Members of a model file, each checked against the manifest's digest."""
    if not path.is_file():
        raise ModelFileError(f"there is no model file {path}; give --model PATH or install sideman again")
    try:
        check_unpacked_size(path)
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        manifest = dict(json.loads(members["manifest.json"]))
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, RuntimeError, OSError, EOFError) as error:
        raise ModelFileError(f"{path} is not a Sideman model or is damaged ({error}); install it again") from error
    if manifest.get("format") != FORMAT:
        raise ModelFileError(f"{path} has the format {manifest.get('format')!r}, this version reads {FORMAT!r}")
    digests = manifest.get("sha256", {})
    for name in sorted((members.keys() | digests.keys()) - {"manifest.json"}):
        if hashlib.sha256(members.get(name, b"")).hexdigest() != digests.get(name):
            raise ModelFileError(f"{path} is damaged: {name} does not match its digest; install it again")
    return members


def _check_vocabulary(path: Path, info: dict[str, Any]) -> None:
    """Raises ModelFileError for weights whose numbers stand for something else; older files do not say."""
    digest = info.get("vocabulary", vocabulary_digest())
    if digest != vocabulary_digest():
        raise ModelFileError(
            f"{path} was trained with other styles, parts or inputs ({digest}, here {vocabulary_digest()}); "
            "train and export it with this version, or install the model that ships"
        )


def _arrays(data: bytes, dtype: Any) -> dict[str, NDArray[Any]]:
    check_unpacked_size(io.BytesIO(data))
    with np.load(io.BytesIO(data)) as arrays:
        return {name: arrays[name].astype(dtype) if dtype else arrays[name] for name in arrays.files}
