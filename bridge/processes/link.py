"""Base class of the daemon's ends of its child processes."""

from __future__ import annotations

from bridge.core.timebase import Timebase
from bridge.processes.supervisor import ChildOwner, Policy, Spawn, Supervisor


class SupervisedLink:
    """The daemon's end of a child that runs as long as the daemon does; a subclass is its supervisor's `ChildOwner`."""

    def __init__(self, spawn: Spawn, time: Timebase, policy: Policy, owner: ChildOwner) -> None:
        self._supervisor = Supervisor(spawn, time, policy, owner)

    @property
    def is_up(self) -> bool:
        """Whether the process has loaded and runs."""
        return self._supervisor.is_up

    @property
    def pid(self) -> int | None:
        """Process id; None without a process."""
        return self._supervisor.pid

    @property
    def n_restarts(self) -> int:
        """Number of times that the process was restarted."""
        return self._supervisor.n_restarts

    def spawn(self) -> None:
        """Start the process; it loads while the caller goes on. Raises OSError."""
        self._supervisor.spawn()

    def close(self, timeout_s: float = 2.0) -> None:
        """End the process; it is killed after ``timeout_s`` seconds."""
        self._supervisor.close(timeout_s)
