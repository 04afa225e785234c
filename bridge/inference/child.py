"""Starts the inference process."""

from __future__ import annotations

from multiprocessing.connection import Connection

from bridge.inference.settings import InferenceSettings
from bridge.processes import child
from bridge.processes.child import Child

_PROCESS = "bridge.inference_worker.process"  # by name: the daemon never loads what makes music


def start_child(settings: InferenceSettings) -> tuple[Child, Connection]:
    """The process and our end of its pipe."""
    return child.start_child(_PROCESS, settings)
