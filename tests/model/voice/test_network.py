"""The network and its form in numpy say the same; templates add up as the crops show them."""

from __future__ import annotations

import numpy as np
import pytest

from model.voice.config import FIRST_KIT, FRAME_S, N_BINS, N_TIMBRES, VoiceSizes
from model.voice.notes import notes_of
from model.voice.refining import Refiner
from model.voice.timbre import style_vector
from model.voice.voice_file import load_voice

pytestmark = [pytest.mark.train, pytest.mark.timeout(900)]
N_BEFORE, N_FRAMES = 48, 60
TIMBRE = np.array([0.1, 0.7, 0.9], np.float32)


@pytest.fixture(scope="module")
def built():  # type: ignore[no-untyped-def]
    """A network with the weights of the shipped voice, and its inputs for a few notes."""
    pytest.importorskip("tensorflow")
    from keras import ops

    from model.voice.crops import note_inputs
    from model.voice.network import VoiceNetwork

    voice = load_voice()
    rows = [(0.1, 0.4, 0, 60, 80.0), (0.3, 0.9, 33, 40, 100.0), (0.5, 0.55, FIRST_KIT, 38, 90.0)]
    notes = notes_of(rows)
    inputs = note_inputs(notes, voice.templates, 0.0, N_FRAMES, 5)
    inputs |= {"timbre": TIMBRE, "style": style_vector({"jazz": 1.0})}
    batch = {name: ops.convert_to_tensor(value[None]) for name, value in inputs.items()}
    network = VoiceNetwork(VoiceSizes(), N_BEFORE)
    network(batch)
    network.templates.begin_with(voice.templates)
    for variable in network.refiner.weights:
        variable.assign(voice.refiner[variable.path.split("refiner/")[-1]])
    return voice, notes, network, batch


def test_the_numpy_form_is_the_network(built) -> None:  # type: ignore[no-untyped-def]
    from keras import ops

    from model.voice.offline import predict

    voice, notes, network, batch = built
    trained = ops.convert_to_numpy(network(batch))[0]
    framewise = predict(voice, notes, N_FRAMES, TIMBRE, style_vector({"jazz": 1.0}))
    assert trained.shape == (N_FRAMES - N_BEFORE, N_BINS)
    assert framewise.max() > 1e-3
    assert framewise[N_BEFORE:] == pytest.approx(trained, rel=2e-2, abs=2e-6)


def test_no_frame_hears_what_comes_after_its_window(built) -> None:  # type: ignore[no-untyped-def]
    from model.voice.offline import predict

    voice, notes, _, _ = built
    later = notes_of([*zip(*notes, strict=True), (0.8, 1.0, 0, 72, 127.0)])  # type: ignore[list-item]
    style = style_vector({})
    first, second = (predict(voice, each, 90, TIMBRE, style) for each in (notes, later))
    n_same = int((0.8 - 0.047) / FRAME_S)
    assert (first[:n_same] == second[:n_same]).all()
    assert not np.allclose(first[n_same:], second[n_same:])


def test_a_refiner_that_was_reset_is_a_new_one() -> None:
    voice = load_voice()
    used, fresh = (Refiner(voice.refiner, voice.sizes) for _ in range(2))
    asked = fresh.asked(np.zeros(N_TIMBRES, np.float32), style_vector({}))
    power = np.full(N_BINS, 1e-4, np.float32)
    for _ in range(5):
        used.step(power, power, asked)
    used.reset()
    for first, second in zip(used.step(power, power, asked), fresh.step(power, power, asked), strict=True):
        assert (first == second).all()
