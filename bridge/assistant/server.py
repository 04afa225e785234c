"""Serves the tools over standard input and output, by the protocol's own SDK; a call is one request to the daemon."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from bridge.assistant.tools import AssistantTool, as_json, make_tools
from bridge.core.errors import SidemanError
from bridge.osc.client import ERROR_ADDRESS, OscClient
from bridge.osc.codec import OscMessage

INSTRUCTIONS = """\
Sideman is an AI session player that runs beside a DAW and plays MIDI in time. Send words with `prompt`, then `play`;
`set` turns controls, `part` changes one instrument, `take` says where the recording is, `keep` keeps the bars that
just played, `chart` follows chords. `describe` lists styles, parts, controls and requests; `status` tells what plays.
"""


class AssistantServer:
    """Tools of one daemon. wait_s: how long an answer may take."""

    def __init__(self, host: str, port: int, wait_s: float) -> None:
        self._host, self._port, self._wait_s = host, port, wait_s
        self._tools = {tool.name: tool for tool in make_tools()}

    def server(self) -> Server[Any]:
        """The SDK's server, not yet running."""
        return Server(
            "sideman",
            version=version("sideman"),
            instructions=INSTRUCTIONS,
            on_list_tools=self._list,
            on_call_tool=self._call,
        )

    async def _list(self, _context: Any, _params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in self._tools.values()])

    async def _call(self, _context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        tool = self._tools.get(params.name)
        if tool is None:
            return _refused(f"there is no tool {params.name[:40]!r}; list the tools to see their names")
        try:
            answers = await asyncio.to_thread(self._ask, tool, params.arguments or {})
        except SidemanError as error:
            return _refused(str(error))
        if refusal := next((each for each in answers if each.address == ERROR_ADDRESS), None):
            return _refused(" ".join(map(str, refusal.arguments[1:])))
        rows = [as_json(each) for each in answers]
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) or "done"
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=text)], structured_content={"answers": rows}
        )

    def _ask(self, tool: AssistantTool, arguments: Mapping[str, Any]) -> list[OscMessage]:
        """Send a request and wait for its answers. Raises SidemanError."""
        values, handler = tool.request(arguments), tool.handler
        with OscClient(self._host, self._port) as client:
            return list(client.request(handler.address, values, handler.answer_addresses, self._wait_s))


async def serve(host: str, port: int, wait_s: float) -> None:
    """Serve until standard input is closed."""
    server = AssistantServer(host, port, wait_s).server()
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _described(tool: AssistantTool) -> types.Tool:
    return types.Tool(name=tool.name, description=tool.description, input_schema=dict(tool.schema))


def _refused(sentence: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=sentence)], is_error=True)
