"""The methods of the protocol, in all its revisions.

Up to 2025-11-25 a client opens with `initialize`, which settles the revision for all that
follows. From 2026-07-28 on nothing is settled: each request says in `_meta` which revision it is
of. A client of either kind is answered in its own.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cloudkb.mcp import messages
from cloudkb.mcp.arguments import faults
from cloudkb.mcp.messages import Id, RpcError
from cloudkb.mcp.tools import Tool, ToolAnswer
from cloudkb.words import nearest

HANDSHAKE = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
"""Revisions that `initialize` settles, the oldest first."""
STATELESS = ("2026-07-28",)
"""Revisions that each request names."""
UNSUPPORTED_VERSION = -32022
"""The error code of 2026-07-28 for a revision that is not spoken."""
_BATCHES = ("2025-03-26",)
"""Revisions in which several messages may come as one."""
_MOST = 50
"""Messages of a batch."""
_PREFIX = "io.modelcontextprotocol/"
_VERSION, _CAPABILITIES = f"{_PREFIX}protocolVersion", f"{_PREFIX}clientCapabilities"

Response = Mapping[str, Any]


class Server:
    """Answers messages one after the other; of all that came before it knows the revision alone."""

    def __init__(
        self,
        name: str,
        version: str,
        instructions: str,
        tools: Callable[[], Sequence[Tool]],
    ) -> None:
        """Take what the server says of itself; `tools` are made when first asked for."""
        self._info = {"name": name, "title": name, "version": version}
        self._instructions = instructions
        self._make = tools
        self._tools: dict[str, Tool] = {}
        self._version = HANDSHAKE[-1]

    def answer(self, line: bytes) -> bytes | None:
        """The line that answers a line; None where nothing is to be said."""
        if not line.strip():
            return None
        try:
            message = messages.parsed(line)
        except RpcError as error:
            return messages.line_of(messages.error(None, error))
        if isinstance(message, list):
            answers: Any = self._batch(message)
        else:
            answers = self._one(message)
        return messages.line_of(answers) if answers else None

    def _batch(self, batch: list[Any]) -> list[Response] | Response:
        why = ""
        if self._version not in _BATCHES:
            why = f"one message a line: protocol version {self._version} has no batches"
        elif not 0 < len(batch) <= _MOST:
            why = f"a batch has 1 to {_MOST} messages"
        if why:
            return messages.error(None, RpcError(messages.INVALID_REQUEST, why))
        return [answer for answer in map(self._one_of_batch, batch) if answer]

    def _one_of_batch(self, message: Any) -> Response | None:
        if isinstance(message, dict) and message.get("method") == "initialize":
            why = RpcError(messages.INVALID_REQUEST, "initialize stands in no batch")
            return messages.error(messages.id_of(message), why)
        return self._one(message)

    def _one(self, message: Any) -> Response | None:
        """The answer to a message; None for what is no request."""
        of = messages.id_of(message)
        try:
            method = messages.method_of(message)
            if not method or "id" not in message:
                # what is over by the time it is read cannot be cancelled; the rest is for others
                return None
            return self._answered(of, method, messages.params_of(message))
        except RpcError as error:
            return messages.error(of, error)
        except Exception as error:
            # a client that waits for an answer gets one, whatever nobody thought of
            why = RpcError(messages.INTERNAL_ERROR, f"a bug in the server: {type(error).__name__}")
            return messages.error(of, why)

    def _answered(self, of: Id | None, method: str, params: Mapping[str, Any]) -> Response:
        stateless = method != "initialize" and _is_stateless(params)
        methods = {"tools/list": self._list, "tools/call": self._call}
        if stateless:
            methods |= {"server/discover": self._discover}
        else:
            methods |= {"initialize": self._initialize, "ping": self._ping}
        if method not in methods:
            raise RpcError(messages.METHOD_NOT_FOUND, f"there is no method {method[:80]}")
        found = dict(methods[method](params))
        if stateless:
            found["resultType"] = "complete"
            found["_meta"] = {f"{_PREFIX}serverInfo": self._info}
            if method != "tools/call":
                # an update of cloudkb may change it, a change of the facts does not
                found |= {"ttlMs": 60_000, "cacheScope": "public"}
        return messages.result(of, found)

    # --- methods ---------------------------------------------------------------------------

    def _initialize(self, params: Mapping[str, Any]) -> Response:
        wanted = params.get("protocolVersion")
        if not isinstance(wanted, str):
            raise RpcError(messages.INVALID_PARAMS, "initialize names a protocolVersion")
        self._version = wanted if wanted in HANDSHAKE else HANDSHAKE[-1]
        return {
            "protocolVersion": self._version,
            "capabilities": {"tools": {}},
            "serverInfo": self._info,
            "instructions": self._instructions,
        }

    def _ping(self, params: Mapping[str, Any]) -> Response:
        return {}

    def _discover(self, params: Mapping[str, Any]) -> Response:
        return {
            "supportedVersions": [*reversed((*HANDSHAKE, *STATELESS))],
            "capabilities": {"tools": {}},
            "instructions": self._instructions,
        }

    def _list(self, params: Mapping[str, Any]) -> Response:
        if params.get("cursor") is not None:
            raise RpcError(messages.INVALID_PARAMS, "all tools stand on the first page")
        return {"tools": [tool.listed() for tool in self._known().values()]}

    def _call(self, params: Mapping[str, Any]) -> Response:
        name, given = params.get("name"), params.get("arguments")
        given = {} if given is None else given
        if not isinstance(name, str):
            raise RpcError(messages.INVALID_PARAMS, "tools/call names a tool")
        if not isinstance(given, dict):
            raise RpcError(messages.INVALID_PARAMS, "arguments are an object")
        tool = self._known().get(name)
        if tool is None:
            near = nearest(name[:80], list(self._known()))
            hint = f"did you mean {near[0]}?" if near else "there are " + ", ".join(self._known())
            raise RpcError(messages.INVALID_PARAMS, f'there is no tool "{name[:80]}": {hint}')
        # null is how some clients leave an argument out
        given = {key: value for key, value in given.items() if value is not None}
        wrong = faults(tool, given)
        if wrong:
            # told to the model, not to the program: the one that can mend it
            return _called(ToolAnswer("\n".join(wrong), failed=True))
        return _called(tool.call(given))

    def _known(self) -> Mapping[str, Tool]:
        if not self._tools:
            self._tools = {tool.name: tool for tool in self._make()}
        return self._tools


def _called(answer: ToolAnswer) -> Response:
    found: dict[str, Any] = {
        "content": [{"type": "text", "text": answer.text}],
        "isError": answer.failed,
    }
    if answer.data is not None:
        found["structuredContent"] = answer.data
    return found


def _is_stateless(params: Mapping[str, Any]) -> bool:
    """Tell whether a request names its revision; raises RpcError for one that is not spoken."""
    meta = params.get("_meta")
    if not isinstance(meta, dict) or _VERSION not in meta:
        return False
    version = meta[_VERSION]
    if not isinstance(version, str) or not isinstance(meta.get(_CAPABILITIES), dict):
        what = f"{_VERSION}, a text, and {_CAPABILITIES}, an object"
        raise RpcError(messages.INVALID_PARAMS, f"_meta holds {what}")
    if version not in STATELESS:
        data = {"supported": list(STATELESS), "requested": version[:80]}
        raise RpcError(UNSUPPORTED_VERSION, "this protocol version is not spoken", data)
    return True
