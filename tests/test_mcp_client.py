"""The official client of the Model Context Protocol lists and calls every tool."""

import json
import os
import sys
from contextlib import asynccontextmanager
from importlib.util import find_spec

import pytest

# found, not imported: only who runs these tests waits for it
pytestmark = pytest.mark.skipif(
    find_spec("mcp") is None,
    reason="the official SDK is not installed: pip install 'cloudkb[test]'",
)

CALLS = {
    "figure": ({"text": "26.7%"}, {"text": "26.7 %%"}),
    "query": ({"entity": "aliyun"}, {"entity": "aliyn"}),
    "show": ({"claim": "share-aliyun"}, {"claim": "nothing"}),
    "explain": ({"what": "aliyun.market_share@2023Q3 scope idc"}, {"what": "nothing.at-all@2023"}),
    "compare": ({"period": "2023Q3"}, {"period": "sometime"}),
    "propose": (
        {"yaml": "- {entity: aliyun, says: It grows.}", "document": "report-2023"},
        {"yaml": "- {entity: aliyun, says: It grows.}"},
    ),
    "audit": ({"text": "Aliyun had 26.7% in 2023Q3."}, {"text": "5%", "document": "nothing"}),
}


@asynccontextmanager
async def client(folder, mode):
    from mcp import StdioServerParameters
    from mcp.client.client import Client

    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "cloudkb", "mcp", "--facts", str(folder / "facts")],
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    async with Client(command, mode=mode) as session:
        yield session


async def conversation(folder, mode):
    """All that a client hears: the tools, and the answers to good and bad questions."""
    async with client(folder, mode) as session:
        listed = (await session.list_tools()).tools
        heard = {
            name: [await session.call_tool(name, each) for each in both]
            for name, both in CALLS.items()
        }
        return session.protocol_version, listed, heard


@pytest.fixture(scope="module", params=["legacy", "auto"])
def heard(request, repository):
    """One conversation in each kind of revision: with a handshake, and without."""
    import anyio

    return request.param, *anyio.run(conversation, repository, request.param)


def test_the_official_client_agrees_on_a_revision(heard):
    """The newest of either kind."""
    mode, version, _, _ = heard
    assert version == {"legacy": "2025-11-25", "auto": "2026-07-28"}[mode]


def test_the_official_client_lists_every_tool(heard):
    """With a schema that is one, a description of every argument, and the promise to read only."""
    import jsonschema

    _, _, listed, _ = heard
    assert {tool.name for tool in listed} == CALLS.keys()
    for tool in listed:
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        assert tool.annotations.read_only_hint
        assert tool.description
        assert all(each["description"] for each in tool.input_schema["properties"].values())


def test_the_official_client_calls_every_tool(heard):
    """A good question is answered in the shape that the tool promises, a bad one is an error."""
    import jsonschema

    _, _, listed, answers = heard
    for tool in listed:
        good, bad = answers[tool.name]
        assert not good.is_error, good
        assert good.content[0].text
        jsonschema.validate(good.structured_content, tool.output_schema)
        assert bad.is_error
        assert "Traceback" not in json.dumps([bad.content[0].text])
