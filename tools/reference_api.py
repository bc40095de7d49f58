"""The description of the HTTP API as it is served: docs/reference/openapi.json."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from estran.server.app import create_app
from estran.server.description import description_of
from estran.server.ports import LocalMode, ServerPorts

if TYPE_CHECKING:
    from datetime import datetime


class Nothing:
    """Stands where a server has clock, secrets and record; the description needs none."""

    def now(self) -> datetime:
        """Return no time."""
        raise NotImplementedError

    def fresh(self) -> str:
        """Return no secret."""
        raise NotImplementedError


def api_description() -> str:
    """Return the description, indented, ending in a newline."""
    nothing: Any = Nothing()
    mode = LocalMode(centre="Dover", token_digest="")
    ports = ServerPorts(clock=nothing, tokens=nothing, mode=mode, desk=nothing)
    return json.dumps(description_of(create_app(ports)), indent=1, ensure_ascii=False) + "\n"
