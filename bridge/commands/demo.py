"""``sideman demo``: a daemon of its own, a prompt over OSC, the notes as they are played, the take on disk."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from bridge.commands import EXIT_INTERRUPTED
from bridge.core.errors import NoAnswerError, OutOfRangeError, RenderError, SetupError, SidemanError
from bridge.core.paths import takes_directory
from bridge.monitoring.performance_state import PerformanceState
from bridge.osc.client import ERROR_ADDRESS, OscClient
from bridge.osc.codec import OscMessage
from bridge.processes.own_daemon import OWN_DAEMON
from bridge.settings.config_table import MAX_PROMPT_CHARACTERS
from model.music.form import MAX_SECTION_BARS

if TYPE_CHECKING:
    from rich.console import Console

_EDGE_BARS = 2  # of intro and ending
PROMPT = "funk on the one at 104 bpm in E minor with drums, bass, guitar, organ and brass"
FIRST_BAR_WITHIN_S = 30.0
POLL_S = 0.03
ENDED_WITHIN_S = 5.0


@click.command()
@click.argument("words", nargs=-1)
@click.option("--bars", type=click.IntRange(1, 512), default=16, show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=7, show_default=True)
@click.option("--takes", type=click.Path(path_type=Path, file_okay=False), help="Folder for the take; default ./takes.")
@click.option("--model", type=click.Path(path_type=Path), help="Model file; default: the one that ships.")
def demo(words: tuple[str, ...], bars: int, seed: int, takes: Path | None, model: Path | None) -> None:
    """Play BARS bars of what WORDS ask for, from a daemon started for this, and keep the take.

    Ctrl-C ends it sooner; the bars played so far are kept.
    """
    prompt = " ".join(words) or PROMPT
    if len(prompt) > MAX_PROMPT_CHARACTERS:
        raise OutOfRangeError(f"a prompt takes {MAX_PROMPT_CHARACTERS} characters at most, not {len(prompt)}")
    options = ["--seed", str(seed), *(["--model", str(model)] if model else [])]
    play_bars(prompt, bars, takes_directory(takes), options)


def play_bars(prompt: str, bars: int, folder: Path | None, options: Sequence[str]) -> None:
    """Play and show bars from a daemon started with options of `sideman run`; keep the take in a folder, None: not.

    Raises SidemanError.
    """
    from rich.console import Console

    from bridge.recording.take import make_folder

    console = Console(highlight=False)
    tell = partial(console.print, soft_wrap=True)
    state = PerformanceState()
    interrupted = False
    try:
        with _daemon(options) as (host, port, remarks), OscClient(host, port) as client:
            if folder is not None:
                make_folder(folder)  # before the music, not after it
            for remark in remarks:
                tell(remark)
            _ask(client, state, prompt, demo_form(bars), tell)
            _show(client, state, bars, console)
            client.send("/sideman/stop")
            _wait_for(client, "/sideman/playing")
    except KeyboardInterrupt:
        interrupted = True
    if state.lines and folder is not None:
        _keep(state, bars, folder, prompt, tell)
    if interrupted:
        sys.exit(EXIT_INTERRUPTED)


@contextmanager
def _daemon(options: Sequence[str]) -> Iterator[tuple[str, int, list[str]]]:
    """Run a daemon as a child; yields its port and the lines it printed. Raises SidemanError."""
    command = [*OWN_DAEMON, *options]
    before = signal.signal(signal.SIGTERM, _end)  # else the daemon would outlive us
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, errors="replace")
    try:
        yield _until_ready(process)
    finally:
        process.terminate()
        try:
            process.communicate(timeout=ENDED_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        signal.signal(signal.SIGTERM, before)


def _end(signum: int, _: object) -> NoReturn:
    sys.exit(128 + signum)


def _until_ready(process: subprocess.Popen[str]) -> tuple[str, int, list[str]]:
    assert process.stdout is not None
    remarks: list[str] = []
    for line in process.stdout:
        if line.startswith("ready:"):
            host, _, port = line.rsplit(" ", 1)[1].strip().rpartition(":")
            return host, int(port), remarks
        remarks.append(line.rstrip())
    _, errors = process.communicate()
    lines = errors.strip().splitlines()
    raise SetupError(lines[-1].removeprefix("sideman: ") if lines else "the daemon ended before it was ready")


def demo_form(n_bars: int) -> str:
    """An intro, two sections and an ending of so many bars together; one section where there is no room for them.

    >>> demo_form(16), demo_form(4)
    ('intro 2, A 6, B 6, ending 2', 'A 4')
    """
    n_body = n_bars - 2 * _EDGE_BARS
    if n_body < 2 * _EDGE_BARS:
        return f"A {n_bars}"
    longest = MAX_SECTION_BARS
    sections = [("A", "B")[number % 2] for number in range(max(-(-n_body // longest), 2))]
    each, rest = divmod(n_body, len(sections))
    lengths = [each + (number < rest) for number in range(len(sections))]
    body = ", ".join(f"{name} {n}" for name, n in zip(sections, lengths, strict=True))
    return f"intro {_EDGE_BARS}, {body}, ending {_EDGE_BARS}"


def _ask(client: OscClient, state: PerformanceState, prompt: str, form: str, tell: Callable[..., None]) -> None:
    """Subscribe, send the prompt and the form, show the plan, begin."""
    _subscribe(client)
    tell(f"prompt  {prompt}")
    client.send("/sideman/prompt", (prompt,))
    _wait_for(client, "/sideman/plan")
    client.send("/sideman/form", (form,))
    state.update(_wait_for(client, "/sideman/plan"))
    shown = {name: value for name, value in state.plan.items() if value}
    tell("plan    " + "   ".join(f"{name} {_readable(value)}" for name, value in shown.items()))
    client.send("/sideman/play")


def _show(client: OscClient, state: PerformanceState, n_bars: int, console: Console) -> None:
    """Hear and draw until the bar after the last begins."""
    from bridge.monitoring.view import open_view

    with open_view(console) as view:
        for message in _performance(client, n_bars):
            if message is not None and state.update(message):
                if state.lines[-1].number > n_bars:
                    return
                view.bar_began(state)
            view.tick(state)


def _subscribe(client: OscClient) -> None:
    for topic in ("note", "bar", "error"):
        client.send("/sideman/subscribe", (topic,))


def _readable(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _wait_for(client: OscClient, address: str) -> OscMessage:
    """The next message at ``address``. Raises SidemanError on an error or when none comes."""
    for message in client.answers(FIRST_BAR_WITHIN_S):
        if message.address == ERROR_ADDRESS:
            raise SidemanError(str(message.arguments[-1]))
        if message.address == address:
            return message
    raise NoAnswerError(f"the daemon did not answer with {address} within {FIRST_BAR_WITHIN_S:g} s")


def _performance(client: OscClient, n_bars: int) -> Iterator[OscMessage | None]:
    """Messages as they come, None while nothing does; renews the subscriptions. Raises SidemanError."""
    last_bar_s = renewed_s = time.monotonic()
    while True:
        for message in client.answers(POLL_S):
            if message.address == ERROR_ADDRESS:
                raise SidemanError(str(message.arguments[-1]))
            if message.address == "/sideman/bar":
                last_bar_s = time.monotonic()
            yield message
        yield None
        now_s = time.monotonic()
        if now_s - last_bar_s > FIRST_BAR_WITHIN_S:
            raise NoAnswerError(f"the music stopped before bar {n_bars}: no bar came for {FIRST_BAR_WITHIN_S:g} s")
        if now_s - renewed_s > FIRST_BAR_WITHIN_S:
            renewed_s = now_s
            _subscribe(client)


def _keep(state: PerformanceState, n_bars: int, folder: Path, prompt: str, tell: Callable[..., None]) -> None:
    """Write the take, as audio too where that is possible."""
    from bridge.recording.take import write_take

    midi = folder / time.strftime("sideman-%Y%m%d-%H%M%S.mid")
    n_notes = write_take(midi, state.bars(n_bars), prompt[:80])
    tell(f"{min(n_bars, len(state.lines))} bars, {n_notes} notes")
    tell(f"take  {midi}")
    _render(midi, tell)


def _render(midi: Path, tell: Callable[..., None]) -> None:
    from bridge.recording.render import render

    wav = midi.with_suffix(".wav")
    try:
        length_s = render(midi, wav)
    except RenderError as error:
        tell(f"no .wav: {error}")
    else:
        tell(f"audio {wav}   {length_s:.1f} s")
