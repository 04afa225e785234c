"""Order of messages that are sent ahead of time: no end of a note comes before its beginning. One thread."""

from __future__ import annotations

import math

_CC_ORDERS = 120  # controllers from here on are orders to a channel: all sound off, all notes off


class MessageOrder:
    """Keeps the moments at which notes were struck."""

    def __init__(self) -> None:
        self._struck_s: dict[tuple[int, int], float] = {}
        self._latest_s = -math.inf

    def in_order_s(self, data: bytes, at_s: float) -> float:
        """The moment of a message; a note-off, or an order to its channel, is never sent before its note-on.

        >>> order = MessageOrder()
        >>> order.in_order_s(bytes((0x90, 60, 100)), 10.0), order.in_order_s(bytes((0x80, 60, 0)), 9.0)
        (10.0, 10.0)
        """
        kind = data[0] & 0xF0
        if kind == 0x90 and data[2]:
            self._latest_s = max(self._latest_s, at_s)
            self._struck_s[data[0] & 0x0F, data[1]] = at_s
            return at_s
        if kind in (0x80, 0x90):
            return max(at_s, self._struck_s.get((data[0] & 0x0F, data[1]), at_s))
        return max(at_s, self._latest_s) if kind == 0xB0 and data[1] >= _CC_ORDERS else at_s
