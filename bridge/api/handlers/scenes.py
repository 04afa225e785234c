"""Requests for scenes by name. Each acts after the prompts that came before it."""

from __future__ import annotations

from functools import partial

from bridge.api.osc_api import Request
from bridge.api.prompt_queue import PromptQueue
from bridge.core.errors import SidemanError
from bridge.performance.scene_editor import SceneEditor
from bridge.performance.scenes import Scenes


class SceneRequests:
    """See the module."""

    def __init__(self, editor: SceneEditor, prompts: PromptQueue, scenes: Scenes) -> None:
        self._editor, self._prompts, self._scenes = editor, prompts, scenes

    def scene_store(self, request: Request, name: str) -> None:
        """Store the scene; answered when it stands in the file. Raises BusyError."""

        def store() -> None:
            self._scenes.store(name, self._editor.scene, partial(_answer, request, "/sideman/scene/stored", name))

        self._prompts.in_turn(store, request.refuse)

    def scene_recall(self, request: Request, name: str) -> None:
        """Recall a scene. Raises UnknownSceneError."""

        def recall() -> None:
            self._editor.recall(self._scenes.recall(name))
            request.reply("/sideman/scene/recalled", name)

        self._prompts.in_turn(recall, request.refuse)

    def scene_delete(self, request: Request, name: str) -> None:
        """Delete a scene; answered when it is out of the file. Raises UnknownSceneError."""
        self._scenes.delete(name, partial(_answer, request, "/sideman/scene/deleted", name))

    def scene_list(self, request: Request) -> None:
        """Answer with the names of all scenes."""
        request.reply("/sideman/scene/list", *self._scenes.names)


def _answer(request: Request, address: str, name: str, error: SidemanError | None) -> None:
    """Answer, on whichever thread wrote the file."""
    if error is None:
        request.reply(address, name)
    else:
        request.refuse(error)
