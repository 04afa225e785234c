"""``sideman doctor``: checks this machine and the configuration, and names the remedies."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import click

from bridge.core.errors import SidemanError
from bridge.monitoring import checks, checks_measured, fixes
from bridge.monitoring.checks import Check, Level
from bridge.settings.config import Config, find_config, user_config

COLOURS = {Level.OK: "green", Level.WARNING: "yellow", Level.FAILURE: "red"}
EXIT_FAILED = 1


@click.command()
@click.option("--config", "config_path", type=click.Path(path_type=Path, dir_okay=False),
              help="Configuration; default: ./sideman.toml, else your own.")  # fmt: skip
@click.option("--set", "overrides", multiple=True, metavar="SECTION.NAME=VALUE",
              help="Any setting of the configuration; may be repeated.")  # fmt: skip
@click.option("--fix", "is_fixing", is_flag=True, help="Put right what can be, then check again.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON, at the end.")
def doctor(config_path: Path | None, overrides: tuple[str, ...], *, is_fixing: bool, as_json: bool) -> None:
    """Check this machine and the configuration, a line for each check. Exit code 1 when something failed.

    --fix installs missing packages and libraries, and changes settings that cannot hold, in the configuration.
    """
    tell = (lambda _: None) if as_json else click.echo
    found = []
    for check in every_check(config_path, overrides):
        found.append(check)
        tell(line(check))
    fixed = list(_fix(found, config_path or find_config(Path()) or user_config(), tell)) if is_fixing else []
    if fixed:
        tell("checked again:")
        found = list(every_check(config_path, overrides))
        for check in found:
            if check.subject in fixed:
                tell(line(check))
    failed = any(check.level == Level.FAILURE for check in found)
    if as_json:
        rows = [{"subject": c.subject, "level": c.level, "said": c.finding, "todo": c.todo} for c in found]
        click.echo(json.dumps({"ok": not failed, "checks": rows}, indent=1, ensure_ascii=False))
    sys.exit(EXIT_FAILED if failed else 0)


def _fix(found: Iterable[Check], config: Path, tell: Callable[[str], None]) -> Iterator[str]:
    """Put right what can be; yields the subjects of what was."""
    for check in found:
        if check.fix is None:
            continue
        try:
            done = fixes.apply(check.fix, config)
        except SidemanError as error:
            tell(line(Check(check.subject, Level.WARNING, f"not mended: {error}")))
            continue
        tell(line(Check(check.subject, Level.OK, done)))
        yield check.subject


def every_check(config_path: Path | None, overrides: tuple[str, ...]) -> Iterator[Check]:
    """Run all checks and yield their results; takes some seconds."""
    yield checks.python()
    yield from _guarded("packages", checks.packages)
    found, config = checks.configuration(config_path, overrides)
    yield found
    for subject, check in _of(config):
        yield from _guarded(subject, check)


def line(check: Check) -> str:
    """A check in one line."""
    level = click.style(f"{check.level:8s}", fg=COLOURS[check.level])
    finding = " ".join(check.finding.split())  # what others say may have line ends
    return f"{level} {check.subject:17s} {finding}" + (f"; {check.todo}" if check.todo else "")


def _of(config: Config) -> Iterator[tuple[str, Callable[[], Check | Iterable[Check]]]]:
    yield "OSC port", partial(checks.osc_port, config)
    yield "MIDI system", partial(checks.midi, config)
    yield "clock", partial(checks_measured.clock, config)
    yield "model", partial(checks_measured.model, config.inference.model_path)
    yield "timing", checks_measured.timing
    yield "sound", partial(checks_measured.sound, config)
    yield "takes", partial(checks.takes, config)
    yield "memory", checks.memory


def _guarded(subject: str, check: Callable[[], Check | Iterable[Check]]) -> Iterator[Check]:
    """Go on when one check breaks: this is run where something is wrong."""
    try:
        done = check()
        yield from [done] if isinstance(done, Check) else done
    except Exception as error:
        yield Check(subject, Level.FAILURE, f"cannot be checked: {type(error).__name__}: {error}")
