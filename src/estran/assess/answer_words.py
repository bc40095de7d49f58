"""Words and shares that every part of the answer uses. No structure and no sentence lives here."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

Share = Annotated[float, Meta(ge=0.0, le=1.0)]
Utc = Annotated[str, Meta(description="UTC, ISO 8601 with Z.")]
StateName = Literal["boarding", "under_way", "adrift", "swamped", "in_water"]
Language = Literal["en", "fr"]
Phase = Literal["uncertainty", "alert", "distress"]
HazardWord = Literal["exceeded", "not_shown_safe", "unknown"]
AnswerPart = Literal[
    "situation", "sea", "forecast", "survival", "hazards", "card", "assets", "coordination"
]
DepthWord = Literal["exceeded", "not_shown_safe", "unknown", "not_applicable"]
