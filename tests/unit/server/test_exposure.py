"""Where a server may listen: never where a password would cross a network in clear."""

import pytest

from estran.errors import InputError
from estran.server.exposure import ServerMode, is_loopback, require_private


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_this_machine_alone(host: str) -> None:
    assert is_loopback(host)
    require_private(host, mode="local", tls=False)
    require_private(host, mode="room", tls=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "room.example", ""])  # noqa: S104
@pytest.mark.parametrize(
    ("mode", "tls", "code"),
    [("local", False, "local_only"), ("local", True, "local_only"), ("room", False, "no_tls")],
)
def test_others_could_listen_in(host: str, mode: ServerMode, *, tls: bool, code: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(InputError) as no:
        require_private(host, mode=mode, tls=tls)
    assert no.value.code == f"serve.{code}"
    require_private(host, mode="room", tls=True)
