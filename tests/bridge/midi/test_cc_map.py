"""Controllers find what they turn, learn it and forget it; the file follows."""

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.core.errors import ConfigError, OutOfRangeError
from bridge.midi.cc_map import N_CONTROLLERS, CcMap
from bridge.settings.config import CC_TARGETS, load, loads
from bridge.settings.config_writeback import write_cc

TARGETS = st.sampled_from(CC_TARGETS[:6])
CONTROLLERS, CHANNELS = st.integers(0, 8), st.integers(1, 4)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("learn"), TARGETS),
        st.tuples(st.just("unlearn"), TARGETS),
        st.tuples(st.just("turn"), CONTROLLERS, CHANNELS),
    ),
    max_size=40,
)


class Model:
    """What a map should do, said in the plainest way."""

    def __init__(self):
        self.turned, self.learning, self.told = {}, None, []

    def turn(self, controller, channel):
        if self.learning is not None:
            self.turned[controller, channel] = self.learning
            self.told.append((self.learning, controller, channel))
            self.learning = None
        return self.turned.get((controller, channel), self.turned.get((controller, None)))

    def unlearn(self, target):
        self.learning = None
        n_before = len(self.turned)
        self.turned = {key: mine for key, mine in self.turned.items() if mine != target}
        return n_before - len(self.turned)

    def as_config(self):
        return {
            f"{number}" if channel is None else f"{number}.{channel}": t for (number, channel), t in self.turned.items()
        }


def test_a_controller_with_its_channel_counts_before_one_without():
    cc_map = CcMap({"21": "energy", "21.3": "swing"}, None)
    assert cc_map.target_of(21, 3) == "swing"
    assert cc_map.target_of(21, 4) == "energy"
    assert cc_map.target_of(22, 3) is None


@given(STEPS)
def test_any_learning_and_turning_does_what_was_said_and_is_written(steps):
    written = {"5": "swing"}

    def write(key, target):
        written.pop(key, None)
        if target is not None:
            written[key] = target

    cc_map, model, told = CcMap(written, write), Model(), []
    model.turned[5, None] = "swing"
    for kind, *values in steps:
        match kind:
            case "learn":
                cc_map.learn(values[0], lambda *learned: told.append(learned))
                model.learning = values[0]
            case "unlearn":
                assert cc_map.unlearn(values[0]) == model.unlearn(values[0])
            case "turn":
                assert cc_map.target_of(*values) == model.turn(*values)
    assert told == model.told
    assert written == model.as_config()


@given(STEPS)
def test_what_is_written_into_a_real_file_is_what_the_next_start_knows(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("cc") / "sideman.toml"
    path.write_text("# mine\n[cc]\n21 = 'energy'  # left\n")
    cc_map = CcMap(load(path).cc, lambda key, target: write_cc(path, key, target))
    for kind, *values in steps[:6]:
        match kind:
            case "learn":
                cc_map.learn(values[0], lambda *_: None)
            case "unlearn":
                cc_map.unlearn(values[0])
            case "turn":
                cc_map.target_of(*values)
    again = CcMap(load(path).cc, None)
    cc_map._learning = None
    for controller in (*range(9), 21):
        for channel in range(1, 5):
            assert again.target_of(controller, channel) == cc_map.target_of(controller, channel)
    assert path.read_text().startswith("# mine\n")


def test_channel_mode_messages_are_not_learned():
    cc_map = CcMap({}, None)
    cc_map.learn("energy", lambda *_: pytest.fail("learned"))
    for controller in range(N_CONTROLLERS, 128):
        assert cc_map.target_of(controller, 1) is None
    assert loads("", "", [f"cc.{N_CONTROLLERS - 1}=energy"]).cc


def test_what_is_no_target_is_refused_and_the_learning_before_goes_on():
    cc_map = CcMap({}, None)
    cc_map.learn("energy", lambda *_: None)
    with pytest.raises(OutOfRangeError, match="'gravity' cannot be learned; one of energy"):
        cc_map.learn("gravity", lambda *_: None)
    assert cc_map.target_of(1, 1) == "energy"


def test_a_file_that_cannot_be_written_is_one_line_and_the_knob_turns_all_the_same(caplog):
    def write(*_):
        raise ConfigError("sideman.toml cannot be written: Read-only file system")

    cc_map, told = CcMap({}, write), []
    cc_map.learn("energy", lambda *learned: told.append(learned))
    assert cc_map.target_of(1, 2) == "energy"
    assert told == [("energy", 1, 2)]
    (record,) = caplog.records
    assert "Read-only" in record.getMessage()
    assert cc_map.target_of(1, 2) == "energy"


def test_two_threads_write_one_after_another_and_neither_waits_to_turn():
    inside, overlaps, may_end = [], [], threading.Event()

    def write(*_):
        inside.append(1)
        overlaps.append(len(inside))
        assert may_end.wait(10.0)
        inside.pop()

    cc_map = CcMap({"1": "swing", "2": "energy"}, write)
    threads = [threading.Thread(target=cc_map.unlearn, args=(target,)) for target in ("swing", "energy")]
    for thread in threads:
        thread.start()
    deadline_s = time.monotonic() + 5.0
    while cc_map.target_of(2, 1) is not None and time.monotonic() < deadline_s:
        time.sleep(0.001)
    assert cc_map.target_of(1, 1) is cc_map.target_of(2, 1) is None
    may_end.set()
    for thread in threads:
        thread.join(10.0)
    assert overlaps == [1, 1]
