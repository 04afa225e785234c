"""The rig of `bridge_doubles` with requests in front, for every test that asks by OSC message."""

from dataclasses import replace
from time import monotonic, sleep
from types import SimpleNamespace

from bridge_doubles import Rig

from bridge.api.announcer import Announcer
from bridge.api.ardour_surface import ArdourSurface
from bridge.api.clip_service import ClipService
from bridge.api.fill_uploads import FillUploads
from bridge.api.groove_learning import GrooveLearning
from bridge.api.handlers.information import DaemonFacts
from bridge.api.inference_router import InferenceRouter
from bridge.api.prompt_queue import PromptQueue
from bridge.api.requests import RequestContext, make_requests
from bridge.api.scene_announcer import SceneAnnouncer
from bridge.api.status import StatusReport
from bridge.api.take_service import TakeService
from bridge.clocks import Source
from bridge.clocks.host import HostClock
from bridge.inference_worker.worker import Worker
from bridge.midi.cc_map import CcMap
from bridge.osc.codec import OscMessage, decode
from bridge.osc.gate import Gate
from bridge.osc.peer import Peer
from bridge.osc.subscribers import Subscribers
from bridge.performance.bar_library import BarLibrary
from bridge.performance.scenes import Scenes
from bridge.recording.recorder import Recorder
from bridge.settings.controls import Controls
from model.text import parse

PEER = Peer("127.0.0.1", 50_000)


class DeafListener:
    """Hears nothing in whatever it listens to."""

    def listen(self, request, _path):
        request.reply("/sideman/heard", "seconds", 0.0)

    def listen_live(self, request, device):
        request.reply("/sideman/listening", 1, device)

    def listen_off(self, request):
        request.reply("/sideman/listening", 0)


class TalkingRig(Rig):
    """The rig with a real worker and its requests in front."""

    def __init__(self, takes, make_generator, parse_words=parse) -> None:
        super().__init__(
            "120 bpm 4/4",
            make_worker=lambda tell: Worker(make_generator, parse_words, tell),
            others=lambda time, on_change: {Source.HOST: HostClock(time, on_change)},
            controls=Controls().with_value("guidance", 1.0),  # half the work
        )
        self.published, self.written = [], []
        self.subscribers = Subscribers(
            lambda peer, packet: self.published.append((peer, *decode(packet)[0][:2])), self.time
        )
        self.listener.plan = Announcer(self.subscribers).plan
        words = PromptQueue(self.inference)
        clips = ClipService(self.inference, takes, lambda n: setattr(self.performer, "n_waiting_clips", n))
        grooves = GrooveLearning(self.inference)
        chosen = TakeService(self.inference, self.performer.auditions, takes)
        self.inference.listener = InferenceRouter(self.performer, words, clips, grooves, chosen)
        self.inference.model_hash = "abc123"
        self.host = self.stage.clocks[Source.HOST]
        server = SimpleNamespace(
            peer=Peer("127.0.0.1", 7770),
            n_received=0,
            n_errors=0,
            n_foreign=0,
            n_connections=0,
            gate=Gate("swordfish", [takes]),
        )
        server.answer_at = lambda peer, port: self.published.append((peer, "answer_at", (port,)))
        server.send = lambda peer, *message: self.published.append((peer, message[0], message[1:]))
        self.cc_map = CcMap({}, lambda key, target: self.written.append((key, target)))
        facts = DaemonFacts("0.1.0", self.performer.scene)
        status = StatusReport(
            self.performer,
            self.scheduler,
            self.clock,
            self.inference,
            self.subscribers,
            server,
            self.time,
            lambda: "Sideman",
            lambda: ["a keyboard"],
            SimpleNamespace(n_received=0, n_ignored=0),
        )
        self.desk = RequestContext(
            self.performer,
            self.clock,
            self.host,
            self.inference,
            words,
            clips,
            grooves,
            DeafListener(),
            FillUploads(self.time),
            Scenes(takes / "scenes.json"),
            self.cc_map,
            Recorder(takes, self.clock.beat_now),
            self.subscribers,
            server,
            facts,
            status,
            chosen,
            BarLibrary(takes),
            lambda call: call(),
            ArdourSurface(0, server, self.time),
        )
        self.scene_announcer = SceneAnnouncer(
            self.performer, self.desk.scenes, self.cc_map, self.clock, self.subscribers
        )
        self.desk = replace(self.desk, scene=self.scene_announcer)
        self.requests = make_requests(self.desk)
        self.answers = []

    def send(self, address, *arguments, peer=PEER):
        """Ask without waiting; answers gather in ``answers``."""
        message = OscMessage(address if address.startswith("/") else f"/sideman/{address}", arguments)

        def send(packet):
            self.answers.append((decode(packet)[0][0], *decode(packet)[0][1]))

        self.requests.dispatch(message, peer, lambda *answer: self.answers.append(answer), send)

    def ask(self, name, *arguments, until=None, peer=PEER):
        """Ask, and wait for the answer at ``until`` where a thread of the worker's makes it."""
        self.answers = []
        self.send(name, *arguments, peer=peer)
        deadline_s = monotonic() + 30.0
        while True:
            self.run_for(0.0)
            addresses = [answer[0] for answer in self.answers]
            if until is None or until in addresses or "/sideman/error" in addresses:
                return self.answers
            assert monotonic() < deadline_s, f"no {until} came"
            sleep(0.005)
