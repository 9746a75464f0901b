"""Word and Excel files: packages of XML. What is inside is weighed and searched before anything reads it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from liemchinh.files import refusals
from liemchinh.files.refusals import MEGABYTE, refused
from liemchinh.kernel.label import Label

UNPACKED_LIMIT: Final = 200 * MEGABYTE
"""Bytes of all that a package may hold, packages inside it included."""
PART_LIMIT: Final = 60 * MEGABYTE
"""Bytes of one XML part: read as a tree it takes some ten times as much memory."""
MEMBERS: Final = 5_000

_TYPES: Final = "[Content_Types].xml"
_MACRO_PARTS: Final = re.compile(r"vbaproject.*\.bin$|vbadata\.xml$|/macrosheets/|/activex/|/dialogsheets/", re.I)
_MACRO_TYPES: Final = ("macroenabled", "ms-office.vbaproject", "ms-office.activex")
_XML: Final = (".xml", ".rels", ".vml")
_DECLARED: Final = re.compile(r"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)", re.I)
_ENCODING: Final = re.compile(r"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']\s*([\w.-]+)", re.I)
_ENCODINGS: Final = frozenset({"utf-8", "utf8", "utf-16", "utf16", "us-ascii", "ascii"})
_FIELD: Final = re.compile(
    r"<(?:\w+:)?instrText[^>]*>([^<]*)|<(?:\w+:)?fldSimple[^>]*?instr\s*=\s*[\"']([^\"']*)", re.I
)
_COMMAND_FIELD: Final = re.compile(r"\bDDE(?:AUTO)?\b", re.I)
_COMMAND_LINK: Final = re.compile(r"<(?:\w+:)?(?:ddeLink|oleLink)\b", re.I)
_PACKED_FILE: Final = "\x01Ole10Native".encode("utf-16-le")
_PACKAGES: Final = (".docx", ".xlsx")
_ARCHIVES: Final = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF")
_PACKED_DRAWINGS: Final = (".emz", ".wmz")
_AWAY: Final = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]+:|//|\\\\)", re.I)
_LOCAL: Final = re.compile(r"^\s*file:///(?:[a-z]:|[a-z]%3a|\w+/)", re.I)


def examine(name: str, content: bytes) -> None:
    """Refuse what a package must not hold.

    Raises RefusedFileError: damaged, locked, too much data, macros, XML entities, content fetched from elsewhere,
    commands that run on opening, files packed inside.
    """
    suffix = "xlsx" if name.lower().endswith("xlsx") else "docx"
    try:
        why = _fault(content, UNPACKED_LIMIT, depth=0)
    except (zipfile.BadZipFile, zlib.error, ValueError, LookupError, EOFError, OSError, RuntimeError) as fault:
        raise refused(name, refusals.damaged(suffix)) from fault
    if why is not None:
        raise refused(name, why)


def _fault(content: bytes, limit: int, *, depth: int) -> Label | None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = package.infolist()
        names = [member.filename for member in members]
        total = sum(member.file_size for member in members)
        if len(members) > MEMBERS or total > limit:
            return refusals.TOO_MUCH_INSIDE
        if any(member.flag_bits & 1 for member in members):
            return refusals.LOCKED
        if len({one.lower() for one in names}) < len(names) or any(_is_odd(one) for one in names):
            return refusals.TWO_IN_ONE
        if any(_MACRO_PARTS.search(f"/{one}") for one in names):
            return refusals.MACROS
        if _TYPES not in names:
            return refusals.damaged("docx")
        for member in members:
            if why := _member_fault(member.filename, member.file_size, package, limit - total, depth):
                return why
    return None


def _is_odd(name: str) -> bool:
    """A path that leaves the package."""
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or "\0" in name


def _member_fault(name: str, size: int, package: zipfile.ZipFile, left: int, depth: int) -> Label | None:
    lower = name.lower()
    if lower.endswith(_XML):
        if size > PART_LIMIT:
            return refusals.TOO_MUCH_INSIDE
        return _part_fault(name, package.read(name))
    with package.open(name) as stream:
        beginning = stream.read(8)
    if lower.endswith(_PACKAGES) and beginning.startswith(b"PK\x03\x04"):
        # A table of Excel in a Word file is a package of its own; one inside that one is a trick.
        return refusals.TOO_MUCH_INSIDE if depth else _fault(package.read(name), left, depth=depth + 1)
    if beginning.startswith(_ARCHIVES) and not lower.endswith(_PACKED_DRAWINGS):
        return refusals.CARRIES_FILES
    if lower.endswith(".bin") and _PACKED_FILE in package.read(name):
        return refusals.CARRIES_FILES
    return None


def _part_fault(name: str, raw: bytes) -> Label | None:
    text = _decoded(raw)
    if text is None or _DECLARED.search(text):
        return refusals.ENTITIES
    if name == _TYPES and any(one in text.lower() for one in _MACRO_TYPES):
        return refusals.MACROS
    if _COMMAND_LINK.search(text) or _COMMAND_FIELD.search("".join(a or b for a, b in _FIELD.findall(text))):
        return refusals.RUNS_COMMANDS
    if name.lower().endswith(".rels") and _fetches(raw):
        return refusals.REACHES_OUT
    return None


def _decoded(raw: bytes) -> str | None:
    """The part as text; None in an encoding that the format does not allow, under which declarations hide."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", "replace")
    elif raw[:2] in {b"<\0", b"\0<"}:
        text = raw.decode("utf-16-le" if raw[:1] == b"<" else "utf-16-be", "replace")
    else:
        text = raw.decode("utf-8-sig", "replace")
    declared = _ENCODING.match(text)
    return None if "\0" in text[:200] or (declared and declared[1].lower() not in _ENCODINGS) else text


def _fetches(raw: bytes) -> bool:
    """Whether opening the file would fetch something. A link that somebody must click is no such thing."""
    try:
        root: Element = fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return True
    for relation in root:
        if relation.get("TargetMode", "").lower() != "external":
            continue
        kind, target = relation.get("Type", "").rpartition("/")[2].lower(), relation.get("Target", "")
        if kind != "hyperlink" and _AWAY.match(target) and not _LOCAL.match(target):
            return True
    return False
