"""Sound through memory that two processes have, without either: made, taken, skipped, missed, begun anew."""

from __future__ import annotations

import numpy as np
import pytest

from bridge.core.errors import RenderError
from bridge.jack.sound_memory import Field, SoundMemory, SoundTaker, free_sound_memory, make_sound_memory
from bridge.sound.jack_output import JackOutput

RATE_HZ, PERIOD, N_FRAMES = 48_000, 64, 1_000


class Ends:
    """Both ends; JACK's frames begin at 5,000, at 10 s."""

    def __init__(self, path):
        self.path, self.memory, self.frame = path, SoundMemory(path, 2), 5_000
        self.connect()

    def connect(self):
        self.taker = SoundTaker(self.memory, RATE_HZ, PERIOD, "Sideman:left, Sideman:right")

    def period(self, *, skipped=0):
        self.frame += skipped
        buffers = [bytearray(b"x" * 4 * PERIOD) for _ in range(2)]
        self.taker.take(buffers, self.frame, 10.0 + (self.frame - 5_000) / RATE_HZ, PERIOD)
        self.frame += PERIOD
        return [np.frombuffer(each, np.float32) for each in buffers]


@pytest.fixture
def ends():
    path, descriptor = make_sound_memory(2, N_FRAMES)
    yield Ends(path)
    free_sound_memory(path, descriptor)


def numbered(first, n=PERIOD):
    left = np.arange(first, first + n, dtype=np.float32)
    return np.stack([left, -left], axis=1)


def test_what_was_put_is_taken_in_order_round_and_round(ends):
    output = JackOutput(ends.path, 2)
    for first in range(1, 5_000, PERIOD):
        output.put(first - 1, numbered(first))
        left, right = ends.period()
        assert (left == numbered(first)[:, 0]).all()
        assert (right == -left).all()
    assert (output.n_underruns, output.n_waiting) == (0, 0)


def test_frames_of_jack_and_moments_become_frames_of_the_stream(ends):
    output = JackOutput(ends.path, 2)
    assert output.clock.of_jack(5_010) is output.clock.s_to_frame(10.0) is None
    output.put(700, numbered(1, 256))
    ends.period()
    assert output.clock.of_jack(5_010) == 710
    assert output.clock.s_to_frame(10.0 + 10 / RATE_HZ) == 710
    assert output.clock.frame_to_s(700) == pytest.approx(10.0)


def test_what_jack_leaves_out_is_left_out_of_the_sound(ends):
    output = JackOutput(ends.path, 2)
    output.put(0, numbered(1, 512))
    ends.period()
    left, _ = ends.period(skipped=100)
    assert left[0] == PERIOD + 100 + 1
    assert output.clock.of_jack(5_000 + 300) == 300
    assert output.n_underruns == 1


def test_sound_that_is_missing_is_silence_counted_once_and_goes_on_later(ends):
    output = JackOutput(ends.path, 2)
    left, _ = ends.period()
    assert not left.any()
    output.put(0, numbered(1, 100))
    ends.period()
    left, _ = ends.period()
    assert (left[:36] == numbered(65, 36)[:, 0]).all()
    assert not left[36:].any()
    ends.period()
    assert output.n_underruns == 1
    output.put(100, numbered(101))
    assert ends.period()[0][0] == 101
    assert output.clock.of_jack(ends.frame - PERIOD) == 100


def test_each_end_may_begin_anew(ends):
    JackOutput(ends.path, 2).put(0, numbered(1, 256))
    ends.period()
    output = JackOutput(ends.path, 2)  # another sound process
    assert not ends.period()[0].any()
    output.put(0, numbered(1_001, 256))
    assert ends.period()[0][0] == 1_001
    assert output.is_alive
    ends.connect()  # another JACK process does not know where the session stands
    assert not ends.period()[0].any()
    assert not output.is_alive
    output = JackOutput(ends.path, 2)
    output.put(0, numbered(2_001, 256))
    assert ends.period()[0][0] == 2_001
    assert output.is_alive


def test_without_a_server_there_is_no_output(ends):
    output = JackOutput(ends.path, 2)
    assert output.is_alive
    ends.taker.lost()
    assert not output.is_alive
    assert ends.memory.ints[Field.RATE_HZ] == 0
    with pytest.raises(RenderError, match="no JACK server"):
        JackOutput(ends.path, 2)
