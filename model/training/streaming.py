"""The interface of a module of the trunk: one computation in two forms, over sequences and event by event.

Shapes: n sequences, t events, d = config.width. A module's state is a few arrays of fixed size, so that an event costs
the same however long the music is.
"""

from __future__ import annotations

from typing import Any, Protocol

Tensor = Any  # a tensor of whichever backend runs
State = dict[str, Tensor]
Shapes = dict[str, tuple[int, ...]]

N_EVENTS = "n_heard"  # the state array (n, 1) that the trunk keeps for all modules: events before this one


class StreamingLayer(Protocol):
    """A causal Keras layer from (n, t, d) to (n, t, d), made from a `NetworkConfig` and a name.

    ``step`` gives for one event what ``call`` gives for its place in the sequence; a test compares the two for each
    layer in `network.STREAMING_LAYERS`.
    """

    ablation: str  # name in `config.MODULES` under which an ablation leaves the layer out

    def build(self, input_shape: Any) -> None:
        """Create all weights; the shape is not used."""

    def __call__(self, x: Tensor, *, training: bool = False) -> Tensor:
        """(n, t, d) -> (n, t, d), through ``call``."""

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """(n, d) and the arrays of `state_shapes`, each with n rows, and `N_EVENTS` -> (n, d) and the new arrays."""

    def state_shapes(self) -> Shapes:
        """Shape of each state array of one sequence, by a name that no other layer uses; all begin as zeros."""
