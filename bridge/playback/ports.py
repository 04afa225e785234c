"""Outputs as the scheduler knows them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol, runtime_checkable


class Port(Protocol):
    """A MIDI output. ``send`` is called by the scheduler's thread alone and never raises."""

    @property
    def name(self) -> str: ...

    def send(self, data: bytes) -> None:
        """Send one MIDI message."""
        ...


@runtime_checkable
class EarlyPort(Protocol):
    """A port that hears messages ``lead_s`` before they are due. ``send`` as in `Port`; a moment of None: at once."""

    @property
    def lead_s(self) -> float: ...

    @property
    def steady(self) -> AbstractContextManager[object]:
        """Within it clock and port go by one relation of beats, moments and the port's own time."""
        ...

    def send(self, data: bytes, at_s: float | None = None) -> None:
        """Take one MIDI message and the monotonic moment at which it is to be heard."""
        ...
