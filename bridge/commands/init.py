"""``sideman init``: a configuration to start from."""

from __future__ import annotations

from pathlib import Path

import click

from bridge.core.errors import ConfigError
from bridge.settings.config import CONFIG_NAME
from bridge.settings.config_scaffold import scaffold


@click.command()
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@click.argument("path", type=click.Path(path_type=Path), default=CONFIG_NAME)
def init(path: Path, *, force: bool) -> None:
    """Write a configuration with every setting, its default and its limits, to PATH.

    Without PATH it is ./sideman.toml, which `sideman run` finds by itself. A folder gets one within.
    """
    path = path / CONFIG_NAME if path.is_dir() else path
    try:
        with path.open("w" if force else "x", encoding="utf-8") as file:
            file.write(scaffold())
    except FileExistsError as error:
        raise ConfigError(f"{path} is there already; --force overwrites it") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(f"{path} cannot be written ({reason}); name another place") from error
    found = path.resolve() == Path(CONFIG_NAME).resolve()
    click.echo(f"wrote {path}: change what you like there, then start: " + _start(path, found=found))


def _start(path: Path, *, found: bool) -> str:
    return "sideman run" if found else f"sideman run --config {path}"
