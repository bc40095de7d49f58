"""What bodies of requests and answers about sessions and accounts hold. Shape only, no rule."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from estran.casebook.event import Role
from estran.room.roles import Action

Login = Annotated[str, Field(min_length=1, max_length=100, examples=["dover-watch-1"])]
Password = Annotated[str, Field(min_length=1, max_length=1000)]


class Body(BaseModel):
    """A body that is read strictly: no key that is not known, no value turned into another."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Health(Body):
    """That the server runs, and nothing of what it holds."""

    status: Literal["up"] = "up"


class Credentials(Body):
    """Login and password."""

    login: Login
    password: Password


class Me(Body):
    """Who asks, and what they may do."""

    account: str = Field(examples=["a7"])
    roles: list[Role]
    centre: str
    actions: list[Action]
    csrf: str = Field(description="To be sent as X-CSRF-Token; empty without a cookie.")
    watermark: str = Field(description="What every page is marked with, such as an exercise.")
    now: str = Field(description="By the clock of the room.")


class InvitationWanted(Body):
    """Whom to invite: a function at a centre, never a person's name."""

    login: Login
    role: Role
    centre: str = Field(default="", max_length=40, examples=["Dover"])


class InvitationMade(Body):
    """A link that is good once; its token is shown here and nowhere else."""

    token: str
    login: str
    role: Role
    centre: str
    expires: datetime
    warning: str = Field(description="Where the login looks like somebody's name; else empty.")


class Acceptance(Body):
    """The token of an invitation, and the password that its account shall have."""

    token: str = Field(min_length=1, max_length=200)
    password: Password


class AccountShown(Body):
    """An account as those see it who administer it."""

    id: str
    login: str
    role: Role
    centre: str
    created: datetime
    disabled: bool


class KeyToMake(Body):
    """What an API key shall be for."""

    account: str = Field(min_length=1, max_length=40, examples=["a7"])
    scopes: list[Action] = Field(min_length=1, max_length=50)
    days: int = Field(default=90, ge=1, le=366)


class KeyShown(Body):
    """An API key without its secret."""

    id: str
    account: str
    scopes: list[str]
    created: datetime
    expires: datetime
    revoked: bool


class KeyMade(KeyShown):
    """An API key with its secret, which is shown here and nowhere else."""

    secret: str
