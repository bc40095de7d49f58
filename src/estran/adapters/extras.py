"""What is missing where an extra is not installed, by name. Nothing of an extra is loaded here."""

from __future__ import annotations

import importlib.util

from estran.errors import MissingExtraError


def require_cf() -> None:
    """Refuse where what reads CF datasets is not installed."""
    for module in ("xarray", "netCDF4"):
        if importlib.util.find_spec(module) is None:
            raise MissingExtraError(
                "cf.extra_missing",
                f"CF datasets need {module}, which is not installed: pip install 'estran[cf]'.",
                module=module,
            )


def require_zarr() -> None:
    """Refuse where what reads Zarr is not installed."""
    if importlib.util.find_spec("zarr") is None:
        raise MissingExtraError(
            "cf.zarr_missing",
            "Zarr folders need zarr, which is not installed: pip install 'estran[live]'. A netCDF "
            "file needs the extra `cf` alone.",
            extra="live",
        )


def live_not_here() -> list[MissingExtraError]:
    """Return what of the extra `live` is not installed, by name."""
    missing = []
    for require in (require_cf, require_zarr):
        try:
            require()
        except MissingExtraError as error:
            missing.append(error)
    return missing


def require_serve(module: str) -> None:
    """Refuse where a module of the server is not installed."""
    if importlib.util.find_spec(module) is None:
        raise MissingExtraError(
            "serve.missing",
            "A server needs the extra `serve`: pip install 'estran[serve]'.",
            extra="serve",
        )
