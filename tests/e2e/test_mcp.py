"""An assistant, as the SDK's own client, at a real daemon: describe, prompt, play, take, keep, chart."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytest.importorskip("mcp", reason="not installed: mcp")
from mcp import StdioServerParameters
from mcp.client import Client

COMMAND = ("-c", "from bridge.cli import main; main()", "mcp", "--wait", "30")


def with_client(port, work):
    async def run():
        server = StdioServerParameters(command=sys.executable, args=[*COMMAND, "--port", str(port)])
        async with Client(server) as client:
            return await work(client)

    # On a thread of its own: the browser of other tests keeps a loop on this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, run()).result()


async def called(client, tool, **arguments):
    """What a tool answered: the values of each answer, by its name."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content[0].text
    rows = result.structured_content["answers"]
    assert [json.loads(line) for line in result.content[0].text.splitlines() if line != "done"] == rows
    return {row["answer"]: row["values"] for row in rows}


async def refusal(client, tool, **arguments):
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    return result.content[0].text


def test_an_assistant_describes_prompts_plays_keeps_and_charts(start_daemon, peer):
    daemon = start_daemon("--midi-port", "none")
    events = peer(daemon)

    async def work(client):
        names = {tool.name for tool in (await client.list_tools()).tools}
        assert {"describe", "prompt", "play", "take", "keep", "chart", "status"} <= names
        described = await called(client, "describe")
        assert described
        plan = (await called(client, "prompt", words="bossa nova with bass and drums at 240, wibble"))["plan"]
        assert dict(zip(plan[::2], plan[1::2], strict=True))["unknown"] == "wibble"
        assert (await called(client, "play"))["playing"] == [1]
        chart = await called(client, "chart", chart="[verse]\n| Am | F |\n[chorus]\n| C | G |")
        title_bars_bar = chart["chart"]
        assert title_bars_bar[1] == 4
        assert title_bars_bar[2] >= 2  # the bar with which it begins: the next
        await asyncio.to_thread(wait_for_bar, events, 3)
        kept = (await called(client, "keep", bars=1, name="good"))["kept"]
        assert kept[0] == "good"
        assert Path(kept[2]).is_file()
        assert (await called(client, "take"))["take"][0].endswith(".mid")
        assert "no argument 'bar'" in await refusal(client, "keep", bar=1)
        assert "wibble" in await refusal(client, "section", section="wibble")
        assert "no tool 'sing'" in await refusal(client, "sing")
        assert (await called(client, "stop"))["playing"] == [0]

    def wait_for_bar(client, number):
        client.ask("/sideman/subscribe", "bar")
        while (message := client.receive()).address != "/sideman/bar" or message.arguments[0] < number:
            pass

    with_client(daemon.port, work)


def test_without_a_daemon_the_assistant_is_told_what_to_start():
    async def work(client):
        assert "sideman run" in await refusal(client, "play")

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with_client(port, work)
