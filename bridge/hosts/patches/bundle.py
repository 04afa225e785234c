"""JavaScript modules as one file, as Max's ``js`` and a device that carries its script want it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_REQUIRE = re.compile(r'require\("\./([a-z_]+\.js)"\)')


def bundle(main: str, modules: Mapping[str, str]) -> str:
    """``main`` behind the modules that it requires, each in a function of its own. Raises KeyError."""
    wrapped = [
        f'modules["./{name}"] = {{}};\n(function (exports) {{\n{modules[name]}}})(modules["./{name}"]);\n'
        for name in _in_order(main, modules)
    ]
    head = "// Written by `make patches` from max_patches/code.\n\nvar modules = {};\n"
    return head + "function require(name) { return modules[name]; }\n\n" + "\n".join([*wrapped, main])


def _in_order(text: str, modules: Mapping[str, str], seen: tuple[str, ...] = ()) -> Iterator[str]:
    """Names of the modules that a text requires, each after those that it requires itself."""
    done: list[str] = []
    for name in _REQUIRE.findall(text):
        if name in seen:
            raise ValueError(f"{name} requires itself")
        for each in (*_in_order(modules[name], modules, (*seen, name)), name):
            if each not in done:
                done.append(each)
                yield each
