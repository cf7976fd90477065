"""JSON-RPC 2.0, a message a line: what was sent, and what is sent back.

Source: https://www.jsonrpc.org/specification.
"""

import json
from collections.abc import Mapping
from typing import Any

LONGEST = 4 * 1024 * 1024
"""Bytes of a message that is read; a longer one is answered with an error."""

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603

Id = str | int
_SHOWN = 80
"""Characters of what was sent that an error repeats."""


class RpcError(Exception):
    """Why a request has no result: a code of the protocol and a sentence."""

    def __init__(self, code: int, message: str, data: Mapping[str, Any] | None = None) -> None:
        """Keep what goes into the answer."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data


def parsed(line: bytes) -> Any:
    """The JSON value of a line; raises RpcError where it is none, or too long."""
    if len(line) > LONGEST:
        raise RpcError(INVALID_REQUEST, f"a message of more than {LONGEST:,} bytes is not read")
    try:
        return json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise RpcError(PARSE_ERROR, f"byte {error.start + 1} is no UTF-8") from None
    except json.JSONDecodeError as error:
        raise RpcError(PARSE_ERROR, f"no JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise RpcError(PARSE_ERROR, "no JSON that is read: nested too deep") from None
    except ValueError as error:
        raise RpcError(PARSE_ERROR, f"no JSON that is read: {str(error)[:_SHOWN]}") from None


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def id_of(message: Any) -> Id | None:
    """The id that an answer repeats; None where there is none that may be."""
    found = message.get("id") if isinstance(message, dict) else None
    return found if isinstance(found, str | int) and not isinstance(found, bool) else None


def method_of(message: Any) -> str:
    """What is asked for; empty for an answer to a request; raises RpcError for neither."""
    if not isinstance(message, dict):
        raise RpcError(INVALID_REQUEST, "a message is an object")
    if message.get("jsonrpc") != "2.0":
        raise RpcError(INVALID_REQUEST, 'a message says "jsonrpc": "2.0"')
    method = message.get("method")
    if method is None and ("result" in message or "error" in message):
        return ""
    if not isinstance(method, str) or not method:
        raise RpcError(INVALID_REQUEST, "a message names a method")
    if "id" in message and id_of(message) is None:
        raise RpcError(INVALID_REQUEST, "an id is a text or a whole number")
    return method


def params_of(message: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a method is given; raises RpcError where that is no object."""
    params = message.get("params", {})
    if not isinstance(params, dict):
        raise RpcError(INVALID_PARAMS, "params are an object")
    return params


def result(of: Id | None, found: Mapping[str, Any]) -> dict[str, Any]:
    """The message that answers a request."""
    return {"jsonrpc": "2.0", "id": of, "result": found}


def error(of: Id | None, why: RpcError) -> dict[str, Any]:
    """The message that says why there is no answer."""
    told: dict[str, Any] = {"code": why.code, "message": why.message}
    if why.data is not None:
        told["data"] = why.data
    return {"jsonrpc": "2.0", "id": of, "error": told}


def line_of(message: Any) -> bytes:
    """A message as it is sent: one line of ASCII, which no text in it can break."""
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
