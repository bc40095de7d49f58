"""Where a server may listen. A guard-rail: no password and no token in clear over a network."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Literal

from estran.errors import InputError

ServerMode = Literal["local", "room"]


def is_loopback(host: str) -> bool:
    """Say whether an address is this machine's own, and nobody else reaches it."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def require_private(host: str, *, mode: ServerMode, tls: bool) -> None:
    """Refuse to listen where others could listen in.

    Parameters
    ----------
    host : str
        The address to listen at.
    mode : str
        ``local`` for one person, ``room`` for several.
    tls : bool
        Whether the server itself speaks TLS.

    Raises
    ------
    InputError
        Where one person's server would be open to others, or a room's without TLS.
    """
    if is_loopback(host):
        return
    if mode == "local":
        raise InputError(
            "serve.local_only",
            f"One person's server listens on this machine only, not at {host}. Take --mode room "
            "for several.",
            host=host,
        )
    if not tls:
        raise InputError(
            "serve.no_tls",
            f"At {host} passwords would cross the network in clear. Give --certificate and --key, "
            "or stay at 127.0.0.1 behind a proxy that speaks TLS (--https).",
            host=host,
        )
