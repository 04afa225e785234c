"""Choosing, opening and keeping ports, with a double for rtmidi's clients; stamps of what comes in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.core.errors import MidiPortError
from bridge.core.messages import MAIN_PORT, note_on
from bridge.core.timebase import MockClock
from bridge.midi import backend, opening, ports
from bridge.midi.backend import list_ports
from bridge.midi.jack_server import ServerEvent
from bridge.midi.opening import open_named_input, open_named_output, open_output, open_own_input
from bridge.midi.own_ports import OwnPort, OwnPorts
from bridge.midi.poller import POLL_EVERY_S, POLL_IDLE_S, POLL_REST_S, InputPoller
from bridge.midi.ports import NullPort, OutputPort, Stamps
from bridge.midi.watcher import CHECK_EVERY_S, PortWatcher


class System:
    """A MIDI system: names of its ports by direction, whether it makes virtual ones, and clients that were made."""

    def __init__(self, outputs=(), inputs=(), *, virtual=False):
        self.outputs, self.inputs, self.virtual = list(outputs), list(inputs), virtual
        self.clients, self.busy = [], set()

    def client(self, *, is_output, name):
        self.clients.append(Client(self, is_output=is_output, name=name))
        return self.clients[-1]

    @property
    def open(self):
        return [client for client in self.clients if client.port is not None]


class Client:
    """What rtmidi's MidiOut and MidiIn can do."""

    def __init__(self, system, *, is_output, name):
        self.system, self.is_output, self.name = system, is_output, name
        self.port, self.sent, self.callback, self.is_deleted, self.ignores = None, [], None, False, {}
        self.waiting = []

    def get_ports(self):
        return list(self.system.outputs if self.is_output else self.system.inputs)

    def open_port(self, number, name):
        if self.get_ports()[number] in self.system.busy:
            raise OSError("in use")
        self.port, self.own_name = self.get_ports()[number], name

    def open_virtual_port(self, name):
        if not self.system.virtual:
            raise OSError("no server")
        self.port = self.own_name = name

    def send_message(self, data):
        if self.port not in (*self.system.outputs, "Sideman"):
            raise OSError("unplugged")
        self.sent.append(bytes(data))

    def ignore_types(self, **kinds):
        self.ignores = kinds

    def set_callback(self, callback):
        self.callback = callback

    def cancel_callback(self):
        self.callback = None

    def get_message(self):
        return self.waiting.pop(0) if self.waiting else None

    def close_port(self):
        assert self.callback is None, "closed with its callback: may hang"
        self.port = None

    def delete(self):
        self.is_deleted = True


@pytest.fixture
def systems(monkeypatch):
    found = {}
    monkeypatch.setattr(backend, "apis", lambda: list(found))
    monkeypatch.setattr(backend, "make_client", lambda api, **options: found[api].client(**options))
    monkeypatch.setattr(ports, "UNHOOK_S", 0.0)
    return found


@pytest.fixture
def time():
    return MockClock()


# -- outputs


def test_a_virtual_port_of_our_own_is_preferred(systems):
    systems["UNIX_JACK"] = System(["system:midi_playback_1"])
    systems["LINUX_ALSA"] = System(virtual=True)
    opened = open_output()
    assert opened.sentence == "MIDI port Sideman (LINUX_ALSA)"
    (client,) = systems["LINUX_ALSA"].open
    assert (client.name, client.port) == ("Sideman", "Sideman")
    opened.port.send(note_on(0, 60, 100))
    assert client.sent == [note_on(0, 60, 100)]
    opened.port.close()
    assert client.is_deleted


def test_without_virtual_ports_the_first_existing_one_is_taken(systems):
    systems["WINDOWS_MM"] = System(["loopMIDI Port 1", "other"])
    assert open_output().port.name == "loopMIDI Port 1"


def test_without_any_midi_the_sentence_says_what_is_left_out_and_what_to_do(systems, monkeypatch):
    systems["WINDOWS_MM"] = System()
    monkeypatch.setattr(opening.sys, "platform", "win32")
    opened = open_output()
    assert isinstance(opened.port, NullPort)
    assert "OSC and files only" in opened.sentence
    assert "loopMIDI" in opened.sentence
    opened.port.send(b"")
    opened.port.close()


def test_no_port_can_be_asked_for(systems):
    systems["LINUX_ALSA"] = System(virtual=True)
    assert isinstance(open_output("none").port, NullPort)
    assert not systems["LINUX_ALSA"].clients


def test_a_named_port_is_found_by_part_of_its_name_the_whole_name_first(systems):
    systems["LINUX_ALSA"] = System(["FLUID Synth (1234):port", "Midi Through", "fluid"], virtual=True)
    assert open_output("fluid s").port.name == "FLUID Synth (1234):port"
    assert open_output("fluid").port.name == "fluid"


def test_a_named_port_that_is_not_there_is_an_error_that_lists_the_others(systems):
    systems["LINUX_ALSA"] = System(["Midi Through"], ["Keys"])
    with pytest.raises(MidiPortError, match="no MIDI output named 'Moog'; the system has: Midi Through"):
        open_output("Moog")
    with pytest.raises(MidiPortError, match="no MIDI input named 'Moog'; the system has: Keys"):
        open_named_input("Moog", lambda *_: None, MockClock())


def test_a_named_port_that_cannot_be_opened_is_an_error(systems):
    systems["LINUX_ALSA"] = System(["Busy"])
    systems["LINUX_ALSA"].busy = {"Busy"}
    with pytest.raises(MidiPortError, match="in use"):
        open_named_output("Busy")
    assert isinstance(open_output().port, NullPort)


def test_a_port_that_breaks_is_reported_once_and_never_raises(systems, caplog):
    systems["LINUX_ALSA"] = System(["Synth"])
    port = open_named_output("Synth")
    systems["LINUX_ALSA"].outputs = []
    for _ in range(3):
        port.send(note_on(0, 60, 100))
    assert port.n_failed == 3
    assert caplog.text.count("unplugged") == 1
    port.close()


def test_every_port_is_listed_and_a_system_that_fails_is_empty(systems, monkeypatch):
    systems["UNIX_JACK"] = broken = System()
    systems["LINUX_ALSA"] = System(["Synth"], ["Keys", "Pads"])
    monkeypatch.setattr(broken, "client", lambda **_: 1 / 0)
    assert [tuple(info) for info in list_ports()] == [
        ("LINUX_ALSA", "Synth", True),
        ("LINUX_ALSA", "Keys", False),
        ("LINUX_ALSA", "Pads", False),
    ]


# -- inputs


def test_what_comes_in_is_handed_on_with_its_moment_and_clock_is_let_through(systems, time):
    systems["UNIX_JACK"] = System(virtual=True)
    heard = []
    port = open_own_input(lambda data, at_s: heard.append((data, at_s)), time)
    assert (port.name, port.api) == ("Sideman in", "UNIX_JACK")
    (client,) = systems["UNIX_JACK"].open
    assert (client.name, client.port) == ("Sideman in", "Sideman")
    assert client.ignores["timing"] is False
    client.callback(([0x90, 60, 100], 0.0), None)
    time.advance(0.5)
    client.callback(([0xF8], 0.49), None)
    assert heard == [(b"\x90\x3c\x64", 1000.0), (b"\xf8", pytest.approx(1000.49, abs=1e-4))]
    port.unhook()
    assert client.callback is None
    port.close()
    assert client.is_deleted


def test_a_polled_input_keeps_what_comes_with_the_drivers_times(systems, time):
    systems["UNIX_JACK"] = System(virtual=True)
    heard = []
    port = open_own_input(lambda data, at_s: heard.append((data, at_s)), time, client_name="clock", is_polled=True)
    (client,) = systems["UNIX_JACK"].open
    assert client.callback is None
    poller = InputPoller(port, time)
    assert poller.look() == POLL_IDLE_S
    client.waiting = [([0xF8], 0.0), ([0xF8], 0.020), ([0xF8], 0.021)]
    time.advance(0.041)
    assert poller.look() == POLL_EVERY_S
    moments_s = [at_s for _, at_s in heard]
    assert moments_s[1] - moments_s[0] == pytest.approx(0.020, abs=0.05)
    assert len(heard) == 3
    time.advance(POLL_REST_S + 0.1)
    assert poller.look() == POLL_IDLE_S
    poller.close()
    assert client.is_deleted


def test_where_no_virtual_input_can_be_made_there_is_none(systems, time):
    systems["UNIX_JACK"] = System(virtual=False)
    systems["WINDOWS_MM"] = System(virtual=True)
    assert open_own_input(lambda *_: None, time) is None


# -- stamps


def test_a_message_that_waited_for_the_interpreter_keeps_the_drivers_moment():
    stamps = Stamps()
    assert stamps.at_s(0.0, 10.0) == 10.0
    assert stamps.at_s(0.1, 10.130) == pytest.approx(10.1, abs=1e-5)
    assert stamps.at_s(0.1, 10.2) == pytest.approx(10.2, abs=1e-5)
    assert stamps.at_s(0.0, 10.25) == pytest.approx(10.2, abs=1e-4)


@given(st.lists(st.tuples(st.floats(0.0, 0.5), st.floats(0.0, 0.05)), min_size=1, max_size=100))
def test_moments_ascend_and_are_never_later_than_the_callback(messages):
    stamps, true_s, now_s, before_s = Stamps(), 5.0, 5.0, 0.0
    for since_s, wait_s in messages:
        true_s += since_s
        now_s = max(now_s, true_s + wait_s)  # callbacks come one after another
        at_s = stamps.at_s(since_s, now_s)
        assert before_s - 1e-9 <= at_s <= now_s + 1e-9
        before_s = at_s


@given(st.lists(st.tuples(st.floats(0.001, 0.1), st.floats(0.0, 0.02)), min_size=1, max_size=200))
def test_after_one_quick_callback_moments_are_right_within_what_is_forgotten(messages):
    stamps = Stamps()
    stamps.at_s(0.0, 5.0)
    true_s = 5.0
    for since_s, wait_s in messages:
        true_s += since_s
        error_s = stamps.at_s(since_s, true_s + wait_s) - true_s
        assert -1e-9 <= error_s <= 60e-6 * (true_s - 5.0) + 1e-9


# -- ports that come and go


class Kept:
    """A keeper over one system."""

    def __init__(self, systems, time, outputs, inputs):
        self.system = systems.setdefault("LINUX_ALSA", System())
        self.time, self.heard, self.replaced, self.lost = time, [], [], []
        self.keeper = PortWatcher(
            lambda data, _: self.heard.append(data),
            time,
            outputs=outputs,
            inputs=inputs,
            replace_output=lambda place, port: self.replaced.append((place, port.name)),
            input_lost=lambda: self.lost.append(True),
        )

    def check(self):
        self.time.advance(CHECK_EVERY_S)
        self.keeper.check()

    def listening(self):
        return [client for client in self.system.open if not client.is_output]


@pytest.fixture
def kept(systems, time):
    made = []

    def make(outputs=None, inputs=()):
        made.append(Kept(systems, time, outputs or {}, inputs))
        return made[-1]

    yield make
    for each in made:
        each.keeper.close()
        assert not each.system.open


def test_what_is_there_is_opened_and_what_is_not_is_said_once(kept, caplog):
    each = kept({"drums": "Drum"}, ["Keys", "Pads"])
    each.system.inputs, each.system.outputs = ["Keys 1"], ["Drum machine"]
    each.keeper.open_now()
    assert each.replaced == [("drums", "Drum machine")]
    assert each.keeper.missing == ["Pads"]
    for _ in range(5):
        each.check()
    assert caplog.text.count("'Pads'") == 1
    (client,) = each.listening()
    client.callback(([0x90, 60, 1], 0.0), None)
    assert each.heard == [b"\x90\x3c\x01"]


def test_a_keyboard_unplugged_and_plugged_in_again_is_heard_again(kept, caplog):
    each = kept(inputs=["Keys"])
    each.system.inputs = ["Keys"]
    each.keeper.open_now()
    (before,) = each.listening()
    each.system.inputs = []
    each.check()
    assert before.is_deleted
    assert each.keeper.missing == ["Keys"]
    assert "Keys has gone" in caplog.text
    each.check()
    each.system.inputs = ["Pads", "Keys"]
    each.check()
    assert each.keeper.missing == []
    (after,) = each.listening()
    assert after is not before
    assert after.port == "Keys"


def test_a_synthesiser_that_goes_is_replaced_by_nothing_until_it_comes_back(kept):
    each = kept({MAIN_PORT: "Synth", "bass": "Moog"})
    each.system.outputs = ["Synth", "Moog"]
    each.keeper.open_now()
    each.system.outputs = ["Moog"]
    each.check()
    each.system.outputs = ["Moog", "Synth"]
    each.check()
    assert each.replaced == [(MAIN_PORT, "Synth"), ("bass", "Moog"), (MAIN_PORT, "none"), (MAIN_PORT, "Synth")]


def test_a_port_opened_elsewhere_is_kept_too(kept):
    each = kept({MAIN_PORT: "Synth"})
    each.system.outputs = ["Synth"]
    port = open_output("Synth").port
    assert isinstance(port, OutputPort)
    each.keeper.adopt(MAIN_PORT, port)
    assert each.keeper.missing == []
    each.keeper.open_now()
    assert each.replaced == []
    each.system.outputs = []
    each.check()
    assert each.replaced == [(MAIN_PORT, "none")]


def test_one_that_is_there_but_busy_is_tried_again_when_something_changes(kept):
    each = kept({"drums": "Drum"})
    each.system.outputs, each.system.busy = ["Drum"], {"Drum"}
    each.keeper.open_now()
    each.check()
    each.system.busy = set()
    each.system.outputs = ["Drum", "another"]
    each.check()
    assert each.replaced == [("drums", "Drum")]


def test_looking_makes_no_client_while_nothing_changes(kept):
    each = kept(inputs=["Pads"])
    each.keeper.open_now()
    each.check()
    n_clients = len(each.system.clients)
    for _ in range(20):
        each.check()
    assert len(each.system.clients) == n_clients


def test_it_looks_now_and_then_and_without_wishes_never(kept):
    each = kept(inputs=["Keys"])
    each.keeper.open_now()
    each.system.inputs = ["Keys"]
    each.time.advance(CHECK_EVERY_S / 2)
    each.keeper.check()
    assert each.keeper.missing == ["Keys"]
    each.check()
    assert each.keeper.missing == []
    idle = kept()
    n_clients = len(idle.system.clients)
    idle.check()
    assert len(idle.system.clients) == n_clients


def test_unhooked_nothing_more_comes_in(kept):
    each = kept(inputs=["Keys"])
    each.system.inputs = ["Keys"]
    each.keeper.open_now()
    each.keeper.unhook()
    (client,) = each.listening()
    assert client.callback is None


class Server:
    """A JACK server as `JackServer` tells of it."""

    def __init__(self):
        self.is_up, self.may_be_called, self.events = True, True, []

    def check(self):
        event = self.events.pop(0) if self.events else None
        self.is_up = self.is_up if event is None else event in (ServerEvent.BACK, ServerEvent.RESUMED)
        return event

    def answers_now(self):
        return self.may_be_called

    def close(self):
        pass


class Made:
    """A port of our own; any call to a dead server's is a failure."""

    def __init__(self, api=backend.JACK):
        self.api, self.is_abandoned, self.is_closed = api, False, False

    def abandon(self):
        self.is_abandoned = True

    def close(self):
        assert not self.is_abandoned
        self.is_closed = True


def test_own_ports_go_with_the_server_are_named_and_made_again():
    server, told, used, changed = Server(), [], [], []
    makings = [None, Made()]
    own = OwnPorts(server, told.append, changed.append)
    first, other = Made(), Made("LINUX_ALSA")
    own.add(OwnPort("Sideman", first, lambda: makings.pop(0), used.append))
    own.add(OwnPort("Sideman in", other, lambda: pytest.fail("it is there"), lambda _: pytest.fail("it stays")))
    own.check()
    assert (own.missing, told) == ([], [])
    server.events = [ServerEvent.LOST, None, ServerEvent.BACK]
    own.check()
    assert first.is_abandoned
    assert (own.missing, used, changed) == (["Sideman"], [None], [ServerEvent.LOST])
    assert "JACK server has gone" in told[0]
    assert "Sideman" in told[0]
    own.check()  # nothing is tried while there is no server
    assert len(makings) == 2
    own.check()  # the server is there, and the port cannot be made yet
    assert own.missing == ["Sideman"]
    own.check()
    assert own.missing == []
    assert isinstance(used[-1], Made)
    assert len(told) == 2
    own.close()
    assert other.is_closed


def test_a_server_that_stands_still_is_sent_nothing_until_it_goes_on():
    server, told, used = Server(), [], []
    own = OwnPorts(server, told.append, lambda _: None)
    port = Made()
    own.add(OwnPort("Sideman", port, lambda: pytest.fail("it is there"), used.append))
    server.events = [ServerEvent.STALLED, ServerEvent.RESUMED]
    own.check()
    own.check()
    assert used == [None, port]
    assert len(told) == 2
    server.may_be_called = False
    own.close()
    assert port.is_abandoned


def test_named_ports_of_a_dead_server_are_let_go_without_a_call_to_it(kept, monkeypatch):
    abandoned = []
    monkeypatch.setattr(backend, "abandon_client", abandoned.append)
    each = kept({"drums": "Drum"}, ["Keys"])
    each.system.inputs, each.system.outputs = ["Keys 1"], ["Drum machine"]
    each.keeper.open_now()
    clients = each.system.open
    assert len(clients) == 2
    for client in clients:
        client.get_ports = client.close_port = client.delete = lambda *_: pytest.fail("this may wait for ever")
    each.keeper.server_lost("LINUX_ALSA")
    assert {id(client) for client in clients} <= {id(client) for client in abandoned}
    assert each.keeper.missing == ["Drum", "Keys"]
    assert each.replaced[-1] == ("drums", "none")
    assert each.lost == [True]
    for client in clients:
        client.port = None


def test_the_real_system_answers_without_a_traceback(capfd):
    opened = open_output()
    opened.port.close()
    assert list_ports() is not None
    assert capfd.readouterr().err == ""
