"""The screen of this machine: a browser on it, where there is one."""

from __future__ import annotations

import os
import sys
import webbrowser

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def open_browser(address: str) -> bool:
    """Open an address in a browser with a window of its own.

    Parameters
    ----------
    address : str
        Other people of this machine may see it while the browser starts.

    Returns
    -------
    bool
        False where there is no screen or no browser.
    """
    if sys.platform not in {"win32", "darwin"} and not any(map(os.environ.get, SCREENS)):
        return False  # a browser in the terminal would take it over
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
