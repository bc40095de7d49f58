"""Name a port for `make run`: the one that is asked for, or 0 for any where it is taken.

Nothing is served here.
"""

from __future__ import annotations

import socket
import sys

ANY = 0


def free_port(wanted: int) -> int:
    """Return the port, or 0 where somebody listens there.

    Parameters
    ----------
    wanted : int
        1 to 65535.

    Returns
    -------
    int
        0 lets the server take any that is free.
    """
    try:
        socket.create_server(("127.0.0.1", wanted)).close()
    except OSError:
        return ANY
    return wanted


def main() -> None:
    """Print the port; where it is another one, say so beside it."""
    wanted = int(sys.argv[1])
    found = free_port(wanted)
    if found != wanted:
        print(f"Port {wanted} is taken; the room opens at another.", file=sys.stderr)
    print(found)


if __name__ == "__main__":
    main()
