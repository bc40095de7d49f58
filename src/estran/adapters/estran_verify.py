"""Checks an export of an Estran casebook: one file, standard library only, Python 3.9 or later.

Run `python estran_verify.py BUNDLE.zip` (or a folder); it needs nothing else of Estran and knows
nothing of it. Ends with 0 where all is whole, 1 where something is broken, 2 where unreadable.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

MOST_FILES, MOST_BYTES, MOST_SMALL, MOST_LINE, MOST_LINES = 100_000, 1 << 31, 1 << 26, 1 << 24, 16
FILE_NAME = re.compile(r"[A-Za-z0-9_-][\w.-]{0,150}(/[A-Za-z0-9_-][\w.-]{0,150})?", re.ASCII)
NOTE = re.compile(
    r"estran/(?P<casebook>[0-9a-f]{32})\n(?P<size>0|[1-9][0-9]{0,17})\n"
    r"(?P<root>[A-Za-z0-9+/]{43}=)\ntime (?P<time>[^\n]+)\nsoftware [^\n]+(?:\n[^\n]+)*"
)
SIGNATURE = re.compile("\u2014 ([^\\s+]+) ([A-Za-z0-9+/]{91}=)")
KEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})")
ENTRY = {"seq": int, "header": dict, "prev": str, "hash": str}
IDENTITY = {"casebook": str, "opened": str, "watermark": str, "format": str}
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
BASE = (4 * pow(5, P - 2, P) % P).to_bytes(32, "little")

SENTENCES = """
title|Casebook {casebook}, opened {opened}. {watermark}|Registre {casebook}, ouvert {opened}. {watermark}
entries|Entries: {count}, entered from {first} to {last}.|Écritures : {count}, consignées de {first} à {last}.
whole|The chain is whole: each entry holds the hash of the one before it.|La chaîne est intacte : chaque écriture porte l'empreinte de la précédente.
withheld|Bodies withheld from this copy: {count}. Their places in the chain hold.|Contenus retenus dans cette copie : {count}. Leur place dans la chaîne tient.
erased|Private texts erased by law: {count}, as entry {events} says. The chain stays whole.|Textes privés effacés selon la loi : {count}, comme le dit l'écriture {events}. La chaîne reste intacte.
signed|{file}: {size} entries at {time}. Signatures that hold: {names}.|{file} : {size} écritures le {time}. Signatures valables : {names}.
key|Key {key}: it comes with this export. Compare it with the key that the centre gave you.|Clé {key} : elle vient avec cet export. La comparer à celle que le centre a remise.
key_given|Key {key}: the one that you gave.|Clé {key} : celle que vous avez donnée.
chain_line|Entry {seq}: its line cannot be read, or is spelled in another way than it was written.|Écriture {seq} : sa ligne est illisible, ou n'est pas dans la forme où elle a été écrite.
chain_missing|Entry {seq} is missing: entry {found} stands in its place.|L'écriture {seq} manque : l'écriture {found} est à sa place.
chain_order|Entry {found} stands where entry {seq} should: the order was changed.|L'écriture {found} est à la place de l'écriture {seq} : l'ordre a été changé.
chain_duplicated|Entry {found} stands a second time, where entry {seq} should.|L'écriture {found} figure une seconde fois, à la place de l'écriture {seq}.
chain_genesis|Entry 1 does not begin from the identity of this casebook: casebook.json or entry 1 was altered.|L'écriture 1 ne part pas de l'identité de ce registre : casebook.json ou l'écriture 1 a été modifié.
chain_prev|Entry {seq} does not continue from entry {before}: one of the two was altered, or one between them removed.|L'écriture {seq} ne suit pas l'écriture {before} : l'une des deux a été modifiée, ou une autre a été retirée entre elles.
chain_header|Entry {seq}: its header or its hash was altered.|Écriture {seq} : son en-tête ou son empreinte a été modifié.
chain_body|Entry {seq}: its body was altered, or removed without a reason.|Écriture {seq} : son contenu a été modifié, ou retiré sans motif.
chain_end|Entry {seq} is missing, and what follows up to entry {found}: the end was cut off.|L'écriture {seq} manque, et la suite jusqu'à l'écriture {found} : la fin a été coupée.
stopped|After the broken link nothing was checked: neither entries nor private texts.|Après le maillon rompu, rien n'a été vérifié : ni écritures, ni textes privés.
sealed_missing|Private text {id} of entry {seq} is missing, and no entry here says that it was erased.|Le texte privé {id} de l'écriture {seq} manque, et aucune écriture ici ne dit qu'il a été effacé.
sealed_hidden|Private text {id} of entry {seq}: entry {event} is to say that it was erased, and is withheld.|Texte privé {id} de l'écriture {seq} : l'écriture {event} doit dire qu'il a été effacé, mais elle est retenue.
sealed_kept|Private text {id} is held, though entry {event} says that it was erased.|Le texte privé {id} est conservé, alors que l'écriture {event} le dit effacé.
sealed_altered|Private text {id} is not the one that entry {seq} speaks of.|Le texte privé {id} n'est pas celui dont parle l'écriture {seq}.
note_unreadable|{file}: is no signed checkpoint.|{file} : n'est pas un point de contrôle signé.
note_other|{file}: speaks of another casebook.|{file} : parle d'un autre registre.
note_longer|{file}: speaks of {size} entries; the record is shorter. Its end was cut off.|{file} : parle de {size} écritures ; le registre est plus court. Sa fin a été coupée.
note_beyond|{file}: speaks of {size} entries, past the broken link: not compared.|{file} : parle de {size} écritures, au-delà du maillon rompu : non comparé.
note_differs|{file}: does not match the chain: up to entry {size} the record is not the one that was signed.|{file} : ne correspond pas à la chaîne : jusqu'à l'écriture {size}, le registre n'est pas celui qui a été signé.
signature_fails|{file}: the signature of {name} does not hold.|{file} : la signature de {name} n'est pas valable.
key_unknown|{file}: signed in the name of {name} with a key that is not here: not checked.|{file} : signé au nom de {name} par une clé absente : non vérifié.
key_differs|The export has another key for {name} than the one that you gave.|L'export contient pour {name} une autre clé que celle que vous avez donnée.
uncovered|Entries that no valid signature covers: {count}.|Écritures qu'aucune signature valable ne couvre : {count}.
file_differs|{file}: is not what the manifest says.|{file} : n'est pas ce que dit le manifeste.
file_missing|{file}: is missing; the manifest names it.|{file} : manque ; le manifeste le nomme.
file_extra|{file}: the manifest does not name it.|{file} : le manifeste ne le nomme pas.
backwards|Entered before the entry in front of it: {count} times, first at entry {seq}. Look at the clocks.|Consignée avant l'écriture qui la précède : {count} fois, d'abord à l'écriture {seq}. Voir les horloges.
unreadable|UNREADABLE: this is no export of a casebook that can be checked: {problem}|ILLISIBLE : ceci n'est pas un export de registre vérifiable : {problem}
remarks|Remark:|Remarque :
broken|BROKEN:|ROMPU :
result_whole|RESULT: WHOLE|RÉSULTAT : INTACT
result_broken|RESULT: BROKEN|RÉSULTAT : ROMPU
proves|It proves order and integrity: nothing that a signature covers was changed since. It proves neither that what was entered is true nor that all was entered.|Cela prouve l'ordre et l'intégrité : rien de ce qu'une signature couvre n'a été changé depuis. Cela ne prouve ni que ce qui est consigné est vrai, ni que tout a été consigné.
"""  # noqa: E501 -- a table: key, English, French


def holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether an Ed25519 signature holds. Source: rfc_8032, sections 5.1.3, 5.1.4 and 5.1.7."""
    key, base, s = _point(public), _point(BASE), int.from_bytes(signature[32:], "little")
    if key is None or base is None or len(signature) != 64 or s >= Q:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    minus = (P - key[0], key[1], key[2], P - key[3])
    x, y, z, _ = _sum(_times(s, base), _times(int.from_bytes(digest, "little") % Q, minus))
    inverse = pow(z, P - 2, P)
    encoded = (y * inverse % P) | ((x * inverse % P & 1) << 255)
    return encoded.to_bytes(32, "little") == signature[:32]


def _point(encoded: bytes) -> tuple[int, ...] | None:
    sign, y = divmod(int.from_bytes(encoded, "little"), 1 << 255)
    if len(encoded) != 32 or y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x + u) % P == 0:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (v * x * x - u) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def _sum(p: tuple[int, ...], q: tuple[int, ...]) -> tuple[int, ...]:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(factor: int, point: tuple[int, ...]) -> tuple[int, ...]:
    total: tuple[int, ...] = (0, 1, 1, 0)
    while factor:
        total = _sum(total, point) if factor & 1 else total
        point, factor = _sum(point, point), factor >> 1
    return total


def canonical(value: Any) -> bytes:
    """Return the one spelling of a value: keys sorted, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest_of(first: str, content: bytes) -> str:
    """Return the SHA-256 of a text, a newline and some bytes, in hexadecimal."""
    return hashlib.sha256(first.encode() + b"\n" + content).hexdigest()


def parsed(content: bytes) -> Any:
    """Return the JSON in some bytes; None where it has floats, keys twice or another spelling."""
    hooks: Any = dict.fromkeys(("parse_float", "parse_constant"), lambda _: None)
    try:
        value = json.loads(content.decode(), parse_int=lambda text: int(text[:999]), **hooks)
        return value if canonical(value) == content else None
    except (ValueError, RecursionError):
        return None


def _fits(value: Any, shape: dict[str, Any]) -> bool:
    return isinstance(value, dict) and all(type(value.get(k)) is kind for k, kind in shape.items())


def _opened(path: Path) -> dict[str, Any]:
    """Return how to open every file of a ZIP or a folder. Nothing is ever unpacked to a disk."""
    if path.is_dir():
        inside = [one for one in path.rglob("*") if one.is_symlink() or not one.is_dir()]
        odd = [one.name for one in inside if one.is_symlink() or not one.is_file()]
        names = [one.relative_to(path).as_posix() for one in inside]
        size = sum(one.lstat().st_size for one in inside)
        ways: list[Any] = [partial(one.open, "rb") for one in inside]
    else:
        archive = zipfile.ZipFile(path)
        infos = [one for one in archive.infolist() if not one.is_dir()]
        odd, names = [], [one.filename for one in infos]
        size = sum(one.file_size for one in infos)
        ways = [partial(archive.open, one) for one in infos]
    odd += [name for name in names if not FILE_NAME.fullmatch(name)]
    if odd or size > MOST_BYTES or len(names) > MOST_FILES or len(set(names)) < len(names):
        raise ValueError(repr(odd[0]) if odd else f"> {MOST_BYTES} B, > {MOST_FILES}, 2 x")
    return dict(zip(names, ways))


def _key_of(line: str) -> tuple[tuple[str, bytes], bytes]:
    if not (match := KEY.fullmatch(line.strip())):
        raise ValueError(f"{line[:60]!r}: name+id+key")
    return (match[1], bytes.fromhex(match[2])), base64.b64decode(match[3])[1:]


def fault_of(entry: Any, seq: int, prev: str) -> str:
    """Return what is wrong with an entry at a place in the chain; empty where nothing is."""
    if entry is None:
        return "line"
    if entry["seq"] != seq and entry["header"].get("seq") == entry["seq"]:
        return "place"
    if entry["prev"] != prev:
        return "prev" if seq > 1 else "genesis"
    same = digest_of(prev, canonical(entry["header"])) == entry["hash"]
    if not same or not entry["seq"] == entry["header"].get("seq") == seq:
        return "header"
    nonce, body, why = entry["nonce"], entry["body"], entry.get("withheld")
    if nonce is None and body is None:
        return "" if isinstance(why, str) and why else "body"
    given = isinstance(nonce, str) and isinstance(body, dict) and "withheld" not in entry
    said = entry["header"].get("body")
    return "" if given and digest_of(nonce, canonical(body)) == said else "body"


def _sealed_fault(part: Any, erased: int | None, digest: str) -> str:
    text, nonce = part.get("text"), str(part.get("nonce"))
    if part.get("state") != "held":
        return "" if erased and part.get("event", erased) == erased else "sealed_missing"
    if erased or text is None:
        return "sealed_kept" if erased else ""
    given = isinstance(text, str) and re.fullmatch("[0-9a-f]{16,}", nonce)
    return "" if given and digest_of(nonce, text.encode()) == digest else "sealed_altered"


class Check:
    """One export, and what is found in it: each finding is a sentence's key and its values."""

    def __init__(self, files: dict[str, Any]) -> None:
        self.files = files
        self.found: dict[str, list[dict[str, Any]]] = {"said": [], "remarks": [], "broken": []}
        self.hashes, self.entered, self.whole = [""], [""], True
        self.sealed, self.erased = dict[str, tuple[int, str]](), dict[str, int]()
        self.withheld, self.backwards = set[int](), list[int]()

    def examine(self, given: list[str]) -> dict[str, list[dict[str, Any]]]:
        """Return what is said, remarked and called broken of the export."""
        names = ("manifest.json", "casebook.json", "sealed.json")
        manifest, identity, sealed = (parsed(self._small(one)) for one in names)
        right = _fits(manifest, {"files": dict, "head": dict}) and _fits(identity, IDENTITY)
        if not right or identity["format"] != "estran-casebook-1" or not isinstance(sealed, dict):
            raise ValueError(", ".join(names))
        self._tell("said", "title", **identity)
        self._compare_files(manifest["files"])
        self._follow_chain(hashlib.sha256(canonical(identity)).hexdigest())
        self._summarise(manifest["head"])
        if self.whole:
            self._compare_sealed(sealed)
        self._compare_notes(identity["casebook"], self._keys(given))
        return self.found

    def _tell(self, part: str, what: str, **values: Any) -> None:
        self.found[part] += [{"what": what, **values}] if what else []

    def _small(self, name: str) -> bytes:
        with self.files[name]() as stream:
            content: bytes = stream.read(MOST_SMALL + 1)
        if len(content) > MOST_SMALL:
            raise ValueError(f"{name}: > {MOST_SMALL} B")
        return content

    def _compare_files(self, listed: dict[str, Any]) -> None:
        for name in sorted({*self.files, *listed} - {"manifest.json"}):
            digest, (folder, _, last) = hashlib.sha256(), name.partition("/")
            if name not in listed or name not in self.files:
                self._tell("broken", f"file_{'missing' if name in listed else 'extra'}", file=name)
                continue
            with self.files[name]() as stream:
                for block in iter(partial(stream.read, 1 << 20), b""):
                    digest.update(block)
            named = folder != "artifacts" or digest.hexdigest() == last
            same = named and digest.hexdigest() == listed[name]
            self._tell("broken", "" if same else "file_differs", file=name)

    def _entries(self) -> Any:
        """Yield the entries; None for a line that is none, or in another spelling."""
        known = {*ENTRY, "nonce", "body"}
        with self.files["events.jsonl"]() as stream:
            for line in iter(partial(stream.readline, MOST_LINE), b""):
                entry: Any = parsed(line[:-1]) if line.endswith(b"\n") else None
                right = _fits(entry, ENTRY) and known <= {*entry} <= {*known, "withheld"}
                yield entry if right and _fits(entry["header"], {"entered": str}) else None

    def _follow_chain(self, genesis: str) -> None:
        self.hashes = [genesis]
        for entry in self._entries():
            seq = len(self.hashes)
            if fault := fault_of(entry, seq, self.hashes[-1]):
                self.whole, at = False, entry["seq"] if entry else 0
                if fault == "place":
                    later = at > seq and any(one and one["seq"] == seq for one in self._entries())
                    fault = "duplicated" if at < seq else "order" if later else "missing"
                self._tell("broken", f"chain_{fault}", seq=seq, found=at, before=seq - 1)
                return
            self._take(entry)

    def _take(self, entry: Any) -> None:
        seq, body, now = entry["seq"], entry["body"], entry["header"]["entered"]
        self.backwards += [seq] if now.rstrip("Z") < self.entered[-1].rstrip("Z") else []
        self.hashes.append(entry["hash"])
        self.entered.append(now)
        if body is None:
            self.withheld.add(seq)
        elif entry["header"].get("kind") == "text.erased" and isinstance(body.get("sealed"), list):
            self.erased.update({str(one): seq for one in body["sealed"]})
        waiting = [body]
        while waiting:
            value = waiting.pop()
            if _fits(value, {"sealed": str, "digest": str}):
                self.sealed[value["sealed"]] = (seq, value["digest"])
            inside = value.values() if isinstance(value, dict) else value
            waiting += inside if isinstance(value, (dict, list)) else []

    def _summarise(self, head: Any) -> None:
        count, first = len(self.hashes) - 1, self.entered[1:2] or [""]
        self._tell("said", "entries", count=count, first=first[0], last=self.entered[-1])
        if self.whole and head != {"seq": count, "hash": self.hashes[-1]}:
            cut = head["seq"] > count
            values = {"seq": count + 1, "found": head["seq"], "file": "manifest.json"}
            self._tell("broken", "chain_end" if cut else "file_differs", **values)
            self.whole = not cut
        self._tell("said", "whole" if self.whole else "stopped")
        self._tell("said", "withheld" if self.withheld else "", count=len(self.withheld))
        if self.backwards:
            self._tell("remarks", "backwards", count=len(self.backwards), seq=self.backwards[0])

    def _compare_sealed(self, sealed: Any) -> None:
        lawful = sorted(self.erased[one] for one in self.sealed if one in self.erased)
        events = ", ".join(dict.fromkeys(map(str, lawful)))
        self._tell("said", "erased" if lawful else "", count=len(lawful), events=events)
        for one, (seq, digest) in self.sealed.items():
            part = sealed[one] if _fits(sealed.get(one), {"state": str}) else {}
            event = part.get("event", self.erased.get(one))
            what = _sealed_fault(part, self.erased.get(one), digest)
            hidden = what == "sealed_missing" and event in self.withheld
            where, what = ("remarks", "sealed_hidden") if hidden else ("broken", what)
            self._tell(where, what, id=one, seq=seq, event=event)

    def _keys(self, given: list[str]) -> dict[tuple[str, bytes], bytes]:
        """Return every public key; one that was given counts more than one that comes inside."""
        known = dict(_key_of(line) for line in given)
        trusted = {name for name, _ in known}
        for file in sorted(name for name in self.files if name.startswith("keys/")):
            for line in filter(KEY.fullmatch, self._small(file).decode(errors="replace").split()):
                (name, id_), key = _key_of(line)
                if name in trusted and known.get((name, id_)) != key:
                    self._tell("broken", "key_differs", name=name)
                    continue
                known[name, id_] = key
                self._tell("said", "key_given" if name in trusted else "key", key=line)
        return known

    def _compare_notes(self, casebook: str, keys: dict[tuple[str, bytes], bytes]) -> None:
        covered = 0
        for name in sorted(one for one in self.files if one.startswith("checkpoints/")):
            text, _, tail = self._small(name).decode(errors="replace").rpartition("\n\n")
            note, lines = NOTE.fullmatch(text), [*map(SIGNATURE.fullmatch, tail.split("\n")[:-1])]
            size, fault = int(note["size"]) if note else 0, self._note_fault(note, lines, casebook)
            kind = "remarks" if fault == "note_beyond" else "broken"
            self._tell(kind, fault, file=name, size=size)
            if note and not fault and (names := self._signers(f"{text}\n", lines, keys, name)):
                covered, who = max(covered, size), ", ".join(names)
                self._tell("said", "signed", file=name, size=size, time=note["time"], names=who)
        rest = len(self.hashes) - 1 - covered
        self._tell("remarks", "uncovered" if rest else "", count=rest)

    def _note_fault(self, note: Any, lines: list[Any], casebook: str) -> str:
        if note is None or not lines or not all(lines) or len(lines) > MOST_LINES:
            return "note_unreadable"
        if note["casebook"] != casebook:
            return "note_other"
        if int(note["size"]) >= len(self.hashes):
            return "note_longer" if self.whole else "note_beyond"
        root = base64.b64decode(note["root"]).hex()
        return "" if root == self.hashes[int(note["size"])] else "note_differs"

    def _signers(self, text: str, lines: list[Any], keys: Any, file: str) -> list[str]:
        """Return whose signatures hold; what fails or cannot be checked is told."""
        names = []
        for line in lines:
            name, content = line[1], base64.b64decode(line[2])
            key = keys.get((name, content[:4]))
            good = key and holds(key, text.encode(), content[4:])
            names += [name] if good else []
            where, what = ("broken", "signature_fails") if key else ("remarks", "key_unknown")
            self._tell(where, "" if good else what, file=file, name=name)
        return names


def spoken(what: str, *, language: str, **values: Any) -> str:
    """Return a finding as a sentence; nothing in it can steer a terminal."""
    rows = dict(line.split("|", 1) for line in SENTENCES.strip().split("\n"))
    sentence = rows[what].split("|")[language == "fr"].format(**values)
    return "".join(sign if sign.isprintable() else "?" for sign in sentence.strip())[:600]


def told(found: dict[str, list[dict[str, Any]]], language: str) -> list[str]:
    """Return what was found, one sentence after the other, in plain words."""
    say = partial(spoken, language=language)
    texts = [say(**one) for one in found["said"]]
    for kind in ("remarks", "broken"):
        texts += [f"{say(kind)} {say(**one)}" for one in found[kind]]
    return [*texts, say("result_broken" if found["broken"] else "result_whole"), say("proves")]


def main(words: list[str] | None = None) -> int:
    """Check the export that the command line names, and print what was found."""
    parser = argparse.ArgumentParser(description="Checks an export of an Estran casebook.")
    parser.add_argument("bundle", type=Path, help="the ZIP file, or a folder with its files")
    parser.add_argument("--lang", choices=("en", "fr"), default="en", help="of the sentences")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--key", action="append", default=[], help="a public key that you trust")
    asked = parser.parse_args(words)
    try:
        found = Check(_opened(asked.bundle)).examine(asked.key)
        code, texts = 1 if found["broken"] else 0, told(found, asked.lang)
    except Exception as problem:  # whatever hostile bytes do, the answer is: unreadable
        found, code, why = {}, 2, f"{type(problem).__name__} {problem}"[:200]
        texts = [spoken("unreadable", language=asked.lang, problem=why)]
    getattr(sys.stdout, "reconfigure", dict)(errors="replace")
    print(json.dumps({"exit": code, **found, "text": texts}) if asked.json else "\n".join(texts))
    return code


if __name__ == "__main__":
    sys.exit(main())
