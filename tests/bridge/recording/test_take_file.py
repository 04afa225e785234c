"""A take is whole after every write, and between any two bytes of one."""

import io
import struct

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.core.errors import TakeError
from bridge.core.messages import control_change, note_off, note_on, program_change
from bridge.recording.take_file import TICKS_PER_BEAT, TakeEvent, TakeFile, meta, variable_length

DATA = st.one_of(
    st.builds(note_on, st.integers(0, 15), st.integers(0, 127), st.integers(1, 127)),
    st.builds(note_off, st.integers(0, 15), st.integers(0, 127)),
    st.builds(control_change, st.integers(0, 15), st.integers(0, 127), st.integers(0, 127)),
    st.builds(program_change, st.integers(0, 15), st.integers(0, 127)),
    st.builds(lambda tempo: meta("set_tempo", tempo=tempo), st.integers(1, 0xFFFFFF)),
    st.builds(lambda text: meta("marker", text=text), st.text("ABCm7#", max_size=9)),
)
WRITES = st.lists(st.lists(st.tuples(st.floats(0.0, 300.0), DATA), max_size=6), max_size=6)


def events_of(image):
    """(tick, bytes) of every event in a file's bytes, as mido reads them, but what says nothing."""
    (track,) = mido.MidiFile(file=io.BytesIO(image)).tracks
    assert track[-1].type == "end_of_track"
    tick, events = 0, []
    for message in track:
        tick += message.time
        if message.type not in ("end_of_track", "sequencer_specific"):
            events.append((tick, bytes(message.bytes())))
    return events


def written(writes):
    """What the file should hold after each write: sorted within a write, never before what was there."""
    held, last_tick = [[]], 0
    for write in writes:
        events = list(held[-1])
        for beat, data in sorted(write, key=lambda event: event[0]):
            last_tick = max(round(beat * TICKS_PER_BEAT), last_tick)
            events.append((last_tick, data))
        held.append(events)
    return held


def as_events(write):
    return [TakeEvent(beat, data) for beat, data in write]


@settings(max_examples=60)
@given(WRITES)
def test_a_copy_after_every_write_holds_all_so_far(tmp_path_factory, writes):
    path = tmp_path_factory.mktemp("take") / "a.mid"
    file = TakeFile(path)
    for write, expected in zip([None, *writes], written(writes), strict=True):
        if write is not None:
            file.write(as_events(write))
        assert events_of(path.read_bytes()) == expected
    file.close()
    assert events_of(path.read_bytes()) == written(writes)[-1]


class Logged(io.BytesIO):
    """A file that keeps where what was written."""

    def __init__(self):
        super().__init__()
        self.log = []

    def write(self, data):
        self.log.append((self.tell(), bytes(data)))
        return super().write(data)


def torn(log):
    """Images of the file after every byte that was written; the four bytes of a length count as one, as in a sector."""
    image = bytearray()
    for place, data in log:
        pieces = [data] if len(data) <= 4 else [data[n : n + 1] for n in range(len(data))]
        for piece in pieces:
            image[place : place + len(piece)] = piece
            place += len(piece)
            yield bytes(image)


@settings(max_examples=40, deadline=None)
@given(WRITES.filter(bool))
def test_a_crash_in_the_middle_of_any_write_leaves_what_was_before_readable(tmp_path_factory, writes):
    file = TakeFile(tmp_path_factory.mktemp("take") / "a.mid")
    before = file.path.read_bytes()
    file.close()
    file._file = Logged()
    file._file.write(before)
    for write, expected, after in zip(writes, written(writes), written(writes)[1:], strict=False):
        file._file.log = []
        whole = file._file.getvalue()
        file.write(as_events(write))
        for image in torn([(0, whole), *file._file.log]):
            if len(image) >= len(whole):
                events = events_of(image)
                assert events[: len(expected)] == expected
                assert events in (expected, after)
        assert events_of(file._file.getvalue()) == after


def up_to_the_first_end(image):
    """As a strict reader sees it: the chunk's length must fit, and its first end of track is its end."""
    (n_bytes,) = struct.unpack_from(">I", image, 18)
    assert 22 + n_bytes <= len(image)
    track = image[22 : 22 + n_bytes]
    assert track.endswith(b"\x00\xff\x2f\x00")
    end = track.index(b"\x00\xff\x2f\x00") + 4
    return events_of(image[:18] + struct.pack(">I", end) + track[:end])


def test_readers_that_stop_at_the_first_end_of_track_are_served_too(tmp_path):
    file = TakeFile(tmp_path / "a.mid")
    before = file.path.read_bytes()
    file.close()
    file._file = Logged()
    file._file.write(before)
    first, second = (0.0, note_on(0, 60, 90)), (1.0, note_off(0, 60))
    file.write(as_events([first]))
    whole, file._file.log = file._file.getvalue(), []
    file.write(as_events([second]))
    seen = [up_to_the_first_end(image) for image in torn([(0, whole), *file._file.log]) if len(image) >= len(whole)]
    assert seen[0] == [(0, first[1])]
    assert seen[-1] == [(0, first[1]), (480, second[1])]
    assert all(each in (seen[0], seen[-1]) for each in seen)


def test_it_is_one_track_of_480_ticks_a_beat(tmp_path):
    file = TakeFile(tmp_path / "new" / "folder" / "a.mid")
    file.write([TakeEvent(2.0, note_on(9, 36, 100)), TakeEvent(1.5, program_change(0, 4))])
    file.close()
    read = mido.MidiFile(file.path)
    assert (read.type, len(read.tracks), read.ticks_per_beat) == (0, 1, 480)
    assert events_of(file.path.read_bytes()) == [(720, program_change(0, 4)), (960, note_on(9, 36, 100))]


def test_an_older_take_is_never_overwritten(tmp_path):
    path = tmp_path / "a.mid"
    path.write_bytes(b"mine")
    with pytest.raises(TakeError, match=r"a\.mid cannot be written: File exists"):
        TakeFile(path)
    assert path.read_bytes() == b"mine"


class Full(io.BytesIO):
    """A disk that takes no more, not even what closing would write."""

    def write(self, _data):
        raise OSError(28, "No space left on device")

    def close(self):
        if not self.closed:
            super().close()
            raise OSError(28, "No space left on device")


def test_a_full_disk_is_a_take_error_and_closing_does_not_raise(tmp_path):
    file = TakeFile(tmp_path / "a.mid")
    file.write([TakeEvent(0.0, note_on(0, 60, 90))])
    file.close()
    file._file = Full()
    with pytest.raises(TakeError, match="No space left"):
        file.write([TakeEvent(1.0, note_off(0, 60))])
    file.close()
    assert events_of(file.path.read_bytes()) == [(0, note_on(0, 60, 90))]


@given(st.integers(0, 2**28 - 1))
def test_lengths_are_written_as_midi_files_have_them(value):
    written = variable_length(value)
    assert all(byte & 0x80 for byte in written[:-1])
    assert not written[-1] & 0x80
    read = 0
    for byte in written:
        read = read << 7 | byte & 0x7F
    assert read == value
