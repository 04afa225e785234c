"""The parts of the sound process, each by itself."""

import itertools
import math

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from bridge.core.errors import RenderError
from bridge.sound.fluid import FluidInstrument
from bridge.sound.frame_clock import FrameClock
from bridge.sound.limiter import CEILING, KNEE, Limiter
from bridge.sound.link import ChannelMemory
from bridge.sound.renderer import SoundRenderer
from bridge.sound.ring import Ring
from bridge.sound.taps import FileWriter

RATE_HZ = 48_000


class Clicks:
    """An instrument that sounds a single sample for each note-on."""

    name = "clicks"

    def __init__(self):
        self.heard, self._level = [], 0.0

    def send(self, data):
        self.heard.append(data)
        self._level = data[2] / 127 if data[0] & 0xF0 == 0x90 else 0.0

    def render(self, n_frames):
        samples = np.zeros((n_frames, 2), np.float32)
        samples[0] = self._level
        self._level = 0.0
        return samples


@given(st.lists(st.integers(0, 2_000), unique=True), st.sampled_from([64, 100, 256, 2048]))
def test_every_message_sounds_at_its_frame_whatever_the_block(frames, block):
    renderer = SoundRenderer(Clicks(), RATE_HZ)
    for frame in frames:
        renderer.add(frame, bytes((0x90, 60, 64)))
    samples = np.concatenate([renderer.render(block)[0] for _ in range(math.ceil(2_001 / block))])
    assert sorted(frames) == list(np.flatnonzero(samples[:, 0]))
    assert renderer.n_messages == len(frames)


def test_messages_of_one_frame_keep_their_order():
    instrument = Clicks()
    renderer = SoundRenderer(instrument, RATE_HZ)
    sent = [bytes((0xC0, number)) + b"\0" for number in range(5)]
    for data in sent:
        renderer.add(10, data)
    _, played = renderer.render(64)
    assert instrument.heard == sent
    assert [message.frame for message in played] == [10] * 5


def test_what_comes_late_is_played_at_once_and_counted():
    renderer = SoundRenderer(Clicks(), RATE_HZ)
    renderer.render(256)
    renderer.add(100, bytes((0x90, 60, 127)))
    samples, played = renderer.render(256)
    assert np.flatnonzero(samples[:, 0])[0] == 0
    assert (renderer.n_late, played[0].frame) == (1, 256)


@given(st.lists(st.tuples(st.floats(0.0, 20.0), st.integers(1, 512)), min_size=1, max_size=30))
def test_nothing_is_ever_louder_than_the_ceiling(blocks):
    limiter, chance = Limiter(RATE_HZ), np.random.default_rng(1)
    for level, n_frames in blocks:
        limited = limiter.limit((level * chance.uniform(-1, 1, (n_frames, 2))).astype(np.float32))
        assert np.abs(limited).max() <= CEILING + 1e-6


def test_what_is_soft_passes_unchanged_and_what_was_loud_comes_back():
    limiter = Limiter(RATE_HZ)
    soft = np.full((256, 2), 0.9 * KNEE, np.float32)
    assert (limiter.limit(soft.copy()) == soft).all()
    limiter.limit(np.full((256, 2), 4.0, np.float32))
    assert limiter.limit(soft.copy()).max() < 0.3
    for _ in range(4 * RATE_HZ // 256):
        limited = limiter.limit(soft.copy())
    assert (limited == soft).all()
    assert limiter.n_limited == 1


def test_the_earliest_takings_tell_when_a_frame_sounds():
    clock, late_s = FrameClock(RATE_HZ), itertools.cycle([0.004, 0.0, 0.011, 0.002])
    assert clock.s_to_frame(1.0) is None
    for block in range(100):
        clock.taken(256 * block, 50.0 + 256 * block / RATE_HZ + next(late_s))
    assert clock.s_to_frame(50.5) == pytest.approx(24_000, abs=3)


def test_a_device_that_drifts_is_followed():
    clock = FrameClock(RATE_HZ)
    for block in range(20_000):  # 107 s, a device 50 ppm slow
        at_s = 1.00005 * 256 * block / RATE_HZ
        clock.taken(256 * block, at_s)
    assert clock.s_to_frame(at_s) == pytest.approx(256 * block, abs=5)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 40)), max_size=60))
def test_the_ring_gives_what_was_put_in_order_or_silence(steps):
    ring, next_made, next_taken = Ring(64), 1, 1
    n_underruns = 0
    for is_put, n_frames in steps:
        if is_put and ring.n_waiting + n_frames <= 64:
            made = np.arange(next_made, next_made + n_frames, dtype=np.float32)
            ring.put(np.stack([made, made], axis=1))
            next_made += n_frames
        elif not is_put:
            n = min(ring.n_waiting, n_frames)
            out = np.full((n_frames, 2), -1.0, np.float32)
            ring.take(out)
            assert (out[:n, 0] == np.arange(next_taken, next_taken + n)).all()
            assert (out[n:] == 0.0).all()
            next_taken += n
            n_underruns += n < n_frames and next_made > 1
    assert ring.n_underruns == n_underruns


def test_a_new_synthesiser_is_told_its_channels_again_banks_first():
    memory = ChannelMemory()
    for text in ("c005", "b00003", "b00750", "903c40", "b07b00", "c005", "e00040", "b00760"):
        memory.keep(bytes.fromhex(text))
    again = [data.hex() for data in memory.messages()]
    assert set(again) == {"b00003", "b00760", "c005", "e00040"}
    assert again.index("b00003") < again.index("c005")


def test_a_device_that_stood_still_is_followed_within_a_second():
    clock = FrameClock(RATE_HZ)
    for block in range(400):
        stood_s = 0.05 if block >= 200 else 0.0  # for 50 ms, and nobody was told
        at_s = 7.0 + 256 * block / RATE_HZ + stood_s
        clock.taken(256 * block, at_s)
    assert clock.s_to_frame(at_s) == pytest.approx(256 * 399, abs=3)


def test_no_end_comes_before_its_beginning_when_the_clock_goes_back():
    renderer = SoundRenderer(Clicks(), RATE_HZ)
    renderer.add(900, bytes((0x90, 60, 100)))
    renderer.add(500, bytes((0x80, 60, 0)))
    renderer.add(400, bytes((0xB0, 123, 0)))
    _, played = renderer.render(1024)
    assert [message.data[0] for message in played] == [0x90, 0x80, 0xB0]


def test_a_file_that_is_there_is_not_written_over(tmp_path):
    for _ in range(2):
        writer = FileWriter(str(tmp_path / "new" / "gig.wav"), RATE_HZ)
        writer.take(0, np.full((480, 2), 0.5, np.float32), [])
        writer.close()
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["gig-2.wav", "gig.wav"]
    assert all(soundfile.info(path).frames == 480 for path in (tmp_path / "new").iterdir())


@pytest.mark.parametrize("name", ["gig.mp3", "gig"])
def test_a_file_of_another_kind_is_refused(tmp_path, name):
    with pytest.raises(RenderError, match=r"neither \.wav nor \.flac"):
        FileWriter(str(tmp_path / name), RATE_HZ)


@pytest.mark.fluidsynth
def test_a_rate_that_fluidsynth_cannot_play_is_refused():
    with pytest.raises(RenderError, match="8,000 to 96,000"):
        FluidInstrument(192_000)


@pytest.mark.fluidsynth
def test_a_loud_band_is_not_turned_down():
    renderer = SoundRenderer(FluidInstrument(RATE_HZ), RATE_HZ)
    band = {9: (36, 42), 0: (60, 64, 67), 4: (36,), 5: (55, 60, 64, 67), 7: (64, 67, 72)}
    for channel, program in ((4, 33), (5, 48), (7, 61)):
        renderer.add(0, bytes((0xC0 | channel, program)))
    for frame in range(0, 4 * RATE_HZ, RATE_HZ // 2):
        for channel, pitches in band.items():
            for pitch in pitches:
                renderer.add(frame, bytes((0x90 | channel, pitch, 65)))
                renderer.add(frame + 2 * RATE_HZ // 5, bytes((0x80 | channel, pitch, 0)))
    samples = np.concatenate([renderer.render(256)[0] for _ in range(4 * RATE_HZ // 256)])
    assert renderer.limiter.n_limited == 0
    assert np.sqrt((samples**2).mean()) > 0.05  # -26 dBFS: not for being silent
