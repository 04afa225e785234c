"""Requests for controls, parts and the controllers that turn them."""

from __future__ import annotations

from functools import partial

from bridge.api.osc_api import Request
from bridge.midi.cc_map import CcMap
from bridge.osc.arguments import AUTO
from bridge.performance.scene_editor import SceneEditor
from bridge.settings.controls import Controls


class ControlRequests:
    """See the module. first_controls: what ``/sideman/controls/reset`` goes back to."""

    def __init__(self, editor: SceneEditor, cc_map: CcMap, first_controls: Controls) -> None:
        self._editor, self._cc_map, self._first_controls = editor, cc_map, first_controls

    def set(self, request: Request, name: str, value: float | None) -> None:
        """Set a control; None leaves it to the words. Raises OutOfRangeError."""
        controls = self._editor.update_controls(lambda controls: controls.with_value(name, value))
        _answer(request, name, controls)

    def get(self, request: Request, name: str) -> None:
        """Answer with a control's value."""
        _answer(request, name, self._editor.scene.controls)

    def controls_reset(self, request: Request) -> None:
        """Set every control as at the start of the daemon."""
        self._editor.set_controls(self._first_controls)
        request.reply("/sideman/controls/reset")

    def part(self, request: Request, part: str, name: str, value: float | None) -> None:
        """Set something of one part. Raises OutOfRangeError."""
        self._editor.update_controls(lambda controls: controls.with_part(part, name, value))
        request.reply("/sideman/part", part, name, AUTO if value is None else value)

    def learn(self, request: Request, target: str) -> None:
        """Let the next controller that moves turn ``target``; answered again then. Raises OutOfRangeError."""
        self._cc_map.learn(target, partial(request.reply, "/sideman/learned"))
        request.reply("/sideman/learning", target)

    def unlearn(self, request: Request, target: str) -> None:
        """Forget the controllers of a target."""
        self._cc_map.unlearn(target)
        request.reply("/sideman/unlearned", target)


def _answer(request: Request, name: str, controls: Controls) -> None:
    value = controls[name]
    request.reply("/sideman/control", name, AUTO if value is None else value)
