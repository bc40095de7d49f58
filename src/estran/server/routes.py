"""The table of every route. What is not in it is not served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estran.server import (
    account_routes,
    area_routes,
    assessment_routes,
    case_routes,
    description,
    entry_routes,
    forecast_routes,
    page,
    paper_routes,
    public_routes,
    record_routes,
    reference_routes,
    replay_routes,
    report_routes,
    session_routes,
    stream_routes,
)

if TYPE_CHECKING:
    from estran.server.route import Route

ROUTES: tuple[Route, ...] = (
    *session_routes.ROUTES,
    *account_routes.ROUTES,
    *public_routes.ROUTES,
    *report_routes.ROUTES,
    *case_routes.ROUTES,
    *assessment_routes.ROUTES,
    *forecast_routes.ROUTES,
    *area_routes.ROUTES,
    *entry_routes.ROUTES,
    *paper_routes.ROUTES,
    *record_routes.ROUTES,
    *replay_routes.ROUTES,
    *reference_routes.ROUTES,
    *stream_routes.ROUTES,
    *description.ROUTES,
    *page.ROUTES,
)
