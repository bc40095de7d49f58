"""What a handler takes to know who asks: `asked: Asking`. Annotations here are read at run time."""

from typing import Annotated

from fastapi import Depends, Request

from estran.server.route import Asked


async def asked_of(request: Request) -> Asked:
    """Return what the gate found; without a gate there is nothing, and the request fails."""
    asked: Asked = request.state.asked
    return asked


Asking = Annotated[Asked, Depends(asked_of)]
