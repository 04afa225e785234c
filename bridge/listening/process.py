"""The listening process: analyses files, and an input once a bar, until its pipe closes or it is idle for long.

One thread, which may take its time: no deadline depends on it. PortAudio's own thread fills the ring of an open input.
"""

from __future__ import annotations

import logging
import os
from multiprocessing.connection import Connection

from bridge.core.errors import AudioError
from bridge.core.timebase import SystemTime
from bridge.listening.file_analysis import analyse_file
from bridge.listening.input_analyser import InputAnalyser
from bridge.listening.messages import (
    BarBegan,
    BarTaken,
    CannotListen,
    CloseInput,
    FileAnalysed,
    FromListener,
    InputAnalysed,
    InputOpened,
    ListenerSettings,
    ListenTo,
    OpenInput,
    ToListener,
)
from bridge.processes.messages import Quit
from bridge.processes.pipe import has_message

log = logging.getLogger(__name__)

_NICENESS = 5  # music comes first


def serve(connection: Connection, settings: ListenerSettings) -> None:
    """Run the process; returns when the daemon closes the pipe, or requests nothing for a while."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    try:
        ListeningProcess(connection, settings).run()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        log.debug("the daemon closed the pipe")


class ListeningProcess:
    """Pipe, files and an input."""

    def __init__(self, connection: Connection, settings: ListenerSettings) -> None:
        self._connection, self._settings = connection, settings
        self._input: InputAnalyser | None = None
        self._is_done = False

    def run(self) -> None:
        """Serve requests until told to quit, or until idle."""
        try:
            while not self._is_done:
                wait_s = self._settings.idle_s if self._input is None else max(self._input.wait_s(), 0.0)
                if has_message(self._connection, wait_s):
                    self._receive_all()
                elif self._input is None:
                    return
                self._analyse_input()
        finally:
            self._close()

    def _receive_all(self) -> None:
        while has_message(self._connection):
            self._handle(self._connection.recv())

    def _handle(self, message: ToListener) -> None:
        match message:
            case ListenTo():
                self._analyse_file(message)
            case OpenInput():
                self._open(message)
            case CloseInput():
                self._close()
            case Quit():
                self._is_done = True
            case BarBegan():
                self._send(BarTaken())
                if self._input is not None:
                    self._input.bar_began(message)

    def _analyse_file(self, asked: ListenTo) -> None:
        try:
            self._send(FileAnalysed(asked.request, analyse_file(asked.path)))
        except AudioError as error:
            self._send(CannotListen(asked.request, str(error)))
        except Exception as error:  # a library's fault with one file
            log.error("%s could not be analysed", asked.path, exc_info=error)
            self._send(CannotListen(asked.request, f"{asked.path} could not be analysed: {error}"))

    def _open(self, asked: OpenInput) -> None:
        self._close()
        try:
            self._input = InputAnalyser(asked.request, asked.device, SystemTime())
            self._send(InputOpened(asked.request, self._input.name))
        except AudioError as error:
            self._give_up(asked.request, error)

    def _analyse_input(self) -> None:
        """Analyse the input, if a bar has passed."""
        source = self._input
        if source is None:
            return
        try:
            music = source.analyse()
        except AudioError as error:
            self._give_up(source.request, error)
            return
        if music is not None:
            self._send(InputAnalysed(source.request, music))

    def _give_up(self, request: int, error: AudioError) -> None:
        """Report that the input is gone, and end: PortAudio finds new devices only when it begins."""
        self._send(CannotListen(request, str(error)))
        self._is_done = True

    def _close(self) -> None:
        source, self._input = self._input, None
        if source is not None:
            source.close()

    def _send(self, message: FromListener) -> None:
        self._connection.send(message)
