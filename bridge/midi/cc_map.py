"""Controllers to controls, with learning. Called on the MIDI and OSC threads; a lock guards the map."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping

from bridge.core.errors import OutOfRangeError, SidemanError
from bridge.settings.config import CC_TARGETS

log = logging.getLogger(__name__)

Learned = Callable[[str, int, int], None]
N_CONTROLLERS = 120  # those above are channel mode messages
WriteBack = Callable[[str, str | None], None]


class CcMap:
    """``"21"`` or ``"21.3"`` (controller, and channel from 1) to a target; the one with a channel counts first."""

    def __init__(self, targets: Mapping[str, str], write_back: WriteBack | None) -> None:
        self._targets = dict(targets)
        self._write_back = write_back
        self._learning: tuple[str, Learned] | None = None
        self._lock = threading.Lock()
        self._writing = threading.Lock()  # apart: writing a file takes a while, and controllers go on

    @property
    def targets(self) -> dict[str, str]:
        """Targets by controller, as ``[cc]`` has them."""
        with self._lock:
            return dict(self._targets)

    def learn(self, target: str, learned: Learned) -> None:
        """The next controller that moves turns ``target``. Raises OutOfRangeError."""
        if target not in CC_TARGETS:
            raise OutOfRangeError(f"{target!r} cannot be learned; one of {', '.join(CC_TARGETS[:16])}, bass.on, …")
        with self._lock:
            self._learning = target, learned

    def unlearn(self, target: str) -> int:
        """Forget a target's controllers; how many there were."""
        with self._lock:
            self._learning = None
            keys = [key for key, mine in self._targets.items() if mine == target]
            for key in keys:
                del self._targets[key]
        for key in keys:
            self._write(key, None)
        return len(keys)

    def target_of(self, controller: int, channel: int) -> str | None:
        """The target of a controller (channel from 1); the controller is learned if that was requested."""
        if controller >= N_CONTROLLERS:
            return None
        with self._lock:
            learning, self._learning = self._learning, None
            if learning is not None:
                self._targets[f"{controller}.{channel}"] = learning[0]
            found = self._targets.get(f"{controller}.{channel}") or self._targets.get(str(controller))
        if learning is not None:
            self._write(f"{controller}.{channel}", learning[0])
            learning[1](learning[0], controller, channel)
        return found

    def _write(self, key: str, target: str | None) -> None:
        if self._write_back is None:
            return
        try:
            with self._writing:
                self._write_back(key, target)
        except SidemanError as error:
            log.warning("%s", error)
