"""The Model Context Protocol over a stream of lines: a message in, at most one out.

`messages` knows JSON-RPC 2.0, `arguments` what a tool may be given, `server` the protocol's
methods in all its revisions. Nothing here reads a stream or knows what a tool does.
Source: https://modelcontextprotocol.io/specification (2024-11-05 to 2026-07-28).
"""

from cloudkb.mcp.messages import LONGEST
from cloudkb.mcp.server import Server
from cloudkb.mcp.tools import Tool, ToolAnswer

__all__ = ["LONGEST", "Server", "Tool", "ToolAnswer"]
