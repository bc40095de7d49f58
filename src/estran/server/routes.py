"""The table of every route. What is not in it is not served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.server import account_routes, description, session_routes

if TYPE_CHECKING:
    from estran.server.route import Route

ROUTES: tuple[Route, ...] = (
    *session_routes.ROUTES,
    *account_routes.ROUTES,
    *description.ROUTES,
)
