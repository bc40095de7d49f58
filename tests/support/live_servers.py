"""A local server that answers as the live sources of the sea do, or misbehaves on purpose."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import numpy as np

from estran.environment.tide_stations import load_stations, predict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = 1795780800.0
"""2026-11-27T12:00Z, by the clock of every test here."""
HOUR = 3600.0
MEASURE = "E71639-level-tidal_level-Mean-15_min-mAOD"
SURGE = 0.42


@dataclass
class Sea:
    """What the server says; a test spoils one answer by giving it a twist.

    `twist` maps a source to what is done to the decoded answer, `manner` to how bytes are sent.
    """

    twist: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    manner: dict[str, Callable[[Reply, bytes], None]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def own(self) -> str:
        """The user's own settings that lead every source here."""
        paths = {
            "open-meteo": "/wind",
            "open-meteo-marine": "/marine",
            "ea-dover": "/gauge",
            "shom-calais": "/calais/55",
            "shom-dunkerque": "/dunkerque/2",
            "emodnet": "/emodnet",
            "gebco": "/gebco",
        }
        rows = [
            f'[sources.{key}]\naddress = "{self.address()}{path}"' for key, path in paths.items()
        ]
        return "\n".join(rows)

    def answer(self, path: str) -> tuple[str, bytes]:
        """The source that a path asks, and what it says."""
        split = urlsplit(path)
        query = {
            key: value[0] for key, value in parse_qs(split.query, keep_blank_values=True).items()
        }
        room = split.path.split("/")[1].partition(".")[0]
        said = {
            "wind": lambda: open_meteo(query, {"wind_speed_10m": 10.0, "wind_direction_10m": 350}),
            "marine": lambda: open_meteo(
                query, {"wave_height": 1.5, "sea_surface_temperature": 12.0}
            ),
            "gauge": lambda: gauge(split.path),
            "calais": lambda: shom(query, "calais"),
            "dunkerque": lambda: shom(query, "dunkerque"),
            "emodnet": lambda: grid(split.query),
            "gebco": lambda: grid(split.query),
        }[room]()
        if room in self.twist:
            said = self.twist[room](said)
        return room, said.encode() if isinstance(said, str) else json.dumps(said).encode()


UNITS = {
    "wind_speed_10m": "m/s",
    "wind_direction_10m": "°",
    "wave_height": "m",
    "sea_surface_temperature": "°C",
}


def open_meteo(query: dict[str, str], values: dict[str, float]) -> list[dict[str, Any]]:
    """Every place and hour that is asked for, with one value everywhere."""
    hours = [
        int(np.datetime64(query[name], "s").astype(np.int64)) for name in ("start_hour", "end_hour")
    ]
    times = list(range(hours[0], hours[1] + 1, 3600))
    assert query["timeformat"] == "unixtime"
    assert query["hourly"].split(",") == list(values)
    return [
        {
            "latitude": float(lat) + 0.01,
            "longitude": float(lon) - 0.01,
            "utc_offset_seconds": 0,
            "hourly_units": {"time": "unixtime", **{name: UNITS[name] for name in values}},
            "hourly": {
                "time": list(times),
                **{name: [one] * len(times) for name, one in values.items()},
            },
        }
        for lat, lon in zip(
            query["latitude"].split(","), query["longitude"].split(","), strict=True
        )
    ]


def gauge(path: str) -> dict[str, Any]:
    """The measure itself, or two days of readings that run `SURGE` above the predicted tide."""
    if not path.endswith("/readings"):
        return {"items": {"@id": f"http://x/id/measures/{MEASURE}", "unitName": "mAOD"}}
    times = np.arange(NOW - 48 * HOUR, NOW - 0.5 * HOUR, 900.0)
    tide = predict(station=load_stations()["dover"], epoch_seconds=times)
    stamps = np.datetime_as_string(times.astype("datetime64[s]"))
    return {
        "items": [
            {
                "dateTime": f"{stamp}Z",
                "measure": f"http://x/id/measures/{MEASURE}",
                "value": round(float(level), 3),
            }
            for stamp, level in zip(stamps[::-1], (tide - 3.67 + SURGE)[::-1], strict=True)
        ]
    }


def shom(query: dict[str, str], station: str) -> dict[str, Any]:
    """Readings of two days every ten minutes, `SURGE` above the predicted tide."""
    assert query["sources"] == "1"
    first, last = (
        float(np.datetime64(query[name].removesuffix("Z"), "s").astype(np.int64))
        for name in ("dtStart", "dtEnd")
    )
    times = np.arange(np.ceil(first / 600.0) * 600.0, min(last, NOW - 0.2 * HOUR), 600.0)
    tide = predict(station=load_stations()[station], epoch_seconds=times)
    return {
        "data": [
            {
                "idsource": 1,
                "value": round(float(level), 3),
                "timestamp": str(one).replace("-", "/").replace("T", " "),
            }
            for one, level in zip(times.astype("datetime64[s]"), tide + SURGE, strict=True)
        ]
    }


def grid(query: str) -> str:
    """A box of elevations: -30 m at its west side, 10 m of land at its east side."""
    assert query.startswith("elevation[(50.5):") or query.startswith("elevation%5B(50.5):"), query
    rows = [
        f"{lat:.4f},{lon:.4f},{-30.0 + 20.0 * (lon - 0.8):.2f}"
        for lat in np.arange(50.5, 51.5001, 0.05)
        for lon in np.arange(0.8, 2.8001, 0.05)
    ]
    return "\n".join(["latitude,longitude,elevation", "degrees_north,degrees_east,m", *rows, ""])


class Reply(BaseHTTPRequestHandler):
    """One answer; what is wrong with it is the test's choice."""

    sea: Sea

    def do_GET(self) -> None:
        room, content = self.sea.answer(self.path)
        self.sea.asked.append(room)
        try:
            usual = as_page if room in {"calais", "dunkerque"} else whole
            self.sea.manner.get(room, usual)(self, content)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- as inherited
        """Say nothing."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string(NOW if timestamp is None else timestamp)


def head(reply: Reply, status: int = 200, kind: str = "application/json", **fields: str) -> None:
    reply.send_response(status)
    reply.send_header("Content-Type", kind)
    for name, value in fields.items():
        reply.send_header(name.replace("_", "-"), value)
    reply.end_headers()


def whole(reply: Reply, content: bytes) -> None:
    head(reply, Content_Length=str(len(content)))
    reply.wfile.write(content)


def as_page(reply: Reply, content: bytes) -> None:
    """Send JSON and call it a page, as Shom does."""
    head(reply, kind="text/html; charset=utf-8", Content_Length=str(len(content)))
    reply.wfile.write(content)


def status(number: int, **fields: str) -> Callable[[Reply, bytes], None]:
    def send(reply: Reply, content: bytes) -> None:
        del content
        head(reply, number, Content_Length="2", **fields)
        reply.wfile.write(b"{}")

    return send


def portal(reply: Reply, content: bytes) -> None:
    del content
    page = b"<!DOCTYPE html><html><body>Please log in to this network</body></html>"
    head(reply, kind="text/html", Content_Length=str(len(page)))
    reply.wfile.write(page)


def disguised_portal(reply: Reply, content: bytes) -> None:
    del content
    page = b"\n  <html>Please log in</html>"
    head(reply, Content_Length=str(len(page)))
    reply.wfile.write(page)


def elsewhere(reply: Reply, content: bytes) -> None:
    del content
    head(reply, 302, Location="http://portal.invalid/login", Content_Length="0")


def cut(reply: Reply, content: bytes) -> None:
    head(reply, Content_Length=str(len(content)))
    reply.wfile.write(content[: len(content) // 2])
    reply.close_connection = True


def cut_without_length(reply: Reply, content: bytes) -> None:
    head(reply)
    reply.wfile.write(content[: len(content) // 2])
    reply.close_connection = True


def silence(reply: Reply, content: bytes) -> None:
    del reply, content
    time.sleep(1.2)


def trickle(reply: Reply, content: bytes) -> None:
    head(reply, Content_Length=str(len(content)))
    for at in range(20):
        reply.wfile.write(content[at : at + 1])
        reply.wfile.flush()
        time.sleep(0.1)


def flood(reply: Reply, content: bytes) -> None:
    del content
    head(reply)
    for _ in range(64):
        reply.wfile.write(b" " * 65536)


def hang_up(reply: Reply, content: bytes) -> None:
    del content
    reply.connection.close()
    reply.close_connection = True


@contextmanager
def served() -> Iterator[Sea]:
    """Serve a sea on a free port of this machine."""
    sea = Sea()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Served", (Reply,), {"sea": sea}))
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    sea.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield sea
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
