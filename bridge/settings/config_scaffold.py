"""The table of settings as a commented file and as a page of the docs. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from bridge.settings.config_table import FREE_TABLES, SETTINGS, TRANSPORT_TARGETS
from bridge.settings.config_values import Setting, Value
from bridge.settings.controls import AUTO
from model.music.config import PARTS

COMMENT_WIDTH = 100
HEAD = (
    "# Configuration of Sideman: every setting with its default. Remove the # before a name to change it.",
    "# Overridden by `sideman run --set section.name=value`.",
)
EXAMPLES = {
    ("midi", "port_offsets_ms"): '"Name of a port" = -12.0',
    ("cc",): '"21" = "energy"',
}
CAN_TURN = (
    f"a control, {', '.join(TRANSPORT_TARGETS)}, scene.1 to scene.64, <part>.on, .density, .volume, .pan, .reverb"
)
PARTS_HEAD = "parts"


def scaffold() -> str:
    """The file `sideman init` writes; it loads to the defaults, with its settings uncommented too."""
    lines: list[str] = [*HEAD]
    section = ""
    for row in SETTINGS:
        if row.section != section:
            lines += [*_tables_within(section), "", f"[{row.section}]"]
            section = row.section
        lines += _explained(row)
        lines.append(f"#{row.name} = {toml(row)}")
    return "\n".join([*lines, *_free_table(("cc",))]) + "\n"


def settings_table() -> str:
    """The rows in Markdown; the parts, which all have the same, as one."""
    lines = ["| setting | default | can be | what it is |", "|---|---|---|---|"]
    for row in SETTINGS:
        if row.section.startswith(f"{PARTS_HEAD}.") and row.section != f"{PARTS_HEAD}.{PARTS[0]}":
            continue
        name = f"{row.section.replace(PARTS[0], '<part>')}.{row.name}"
        lines.append(_cells(f"`{name}`", f"`{toml(row)}`", row.describe(), row.doc))
    for path, row in FREE_TABLES.items():
        can_be = CAN_TURN if path == ("cc",) else row.describe()
        lines.append(_cells(f"`[{'.'.join(path)}]`", "empty", can_be, row.doc))
    return "\n".join(lines) + "\n"


def toml(row: Setting) -> str:
    """The default as TOML writes it."""
    return _literal(AUTO if row.default is None else row.default)


def _literal(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value}"'  # no default holds a quote or a backslash
        case tuple():
            return f"[{', '.join(map(_literal, value))}]"
    return str(value)


def _explained(row: Setting) -> Iterator[str]:
    if row.section.startswith(f"{PARTS_HEAD}.") and row.section != f"{PARTS_HEAD}.{PARTS[0]}":
        return  # once, at the first part
    sentence = f"{row.doc[0].upper()}{row.doc[1:]} ({row.describe()})."
    yield from (f"# {line}" for line in wrap(sentence, COMMENT_WIDTH, break_on_hyphens=False))


def _tables_within(section: str) -> Iterator[str]:
    for path in FREE_TABLES:
        if len(path) > 1 and path[0] == section:
            yield from _free_table(path)


def _free_table(path: tuple[str, ...]) -> Iterator[str]:
    row = FREE_TABLES[path]
    can_be = CAN_TURN if path == ("cc",) else row.describe()
    sentence = f"{row.doc[0].upper()}{row.doc[1:]} ({can_be}). For example:"
    yield from (
        "",
        f"[{'.'.join(path)}]",
        *(f"# {line}" for line in wrap(sentence, COMMENT_WIDTH)),
        f"# {EXAMPLES[path]}",
    )


def _cells(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
