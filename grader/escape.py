"""Text of others made harmless for where it goes: a line, a cell of a spreadsheet, XML, Markdown, a file name.

Owns what is dangerous where. Refuses to shorten and to judge: whatever came in is still recognisable afterwards.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping

_BREAKS = re.compile(r"[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]")
"""What terminals obey, what turns the direction of the rest of a line, and what nobody sees; the joiners that emoji and
several scripts are written with stay."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MARKS = re.compile(r"[\\`*\[\]{}#|~$!]|(?<![^\W_])_|_(?![^\W_])|^[-+=]|(?<=^www)\.|(?<=\Wwww)\.|^\d+[.)]")
"""What begins or ends markup in a line; an underscore within a word, as in dense_backward, does not."""
_FORMULA = frozenset("=+-@＝＋－＠")
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{name}{i}" for name in ("com", "lpt") for i in range(10))})
MANY = 4096
"""Texts that are kept with what they became."""
_LONGEST = 80
"""Bytes of a file's name before its ending; some systems take 143."""


def plain(text: str) -> str:
    """One line that a terminal only shows."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(block(_BREAKS.sub(" ", text)).split())


def block(text: str) -> str:
    """The same with its lines; what Python keeps of undecodable file names becomes a replacement character."""
    if text.isascii() and text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _UNSHOWN.sub("", lines))


def cell(text: str) -> str:
    """One line that no spreadsheet takes for a formula: before one stands an apostrophe, as OWASP advises.

    Spreadsheets skip blanks before a formula, and some read the full-width signs. The writers also quote every cell, so
    that a separator of another language, as in `x;=1+1`, begins no new one.
    """
    line = plain(text)
    return f"'{line}" if line[:1] in _FORMULA or _BREAKS.match(text) else line


def xml(text: str) -> str:
    """Only characters that XML 1.0 has; escaping `<` and its like is left to whoever writes the document."""
    return block(text)


def markdown(text: str) -> str:
    """One line of text in Markdown that is neither markup nor HTML nor a link."""
    line = plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKS.sub(_escaped, line).replace("://", ":&#47;&#47;")


def _escaped(found: re.Match[str]) -> str:
    """A backslash before the mark, which of `1.` is the last character."""
    return f"{found[0][:-1]}\\{found[0][-1]}"


def code(text: str) -> str:
    """One line of code in Markdown, whatever backticks are in it; a bar would end a table's cell."""
    line = plain(text).replace("|", "¦") or " "
    ticks = "`" * (1 + max(map(len, re.findall(r"`+", line)), default=0))
    return f"{ticks} {line} {ticks}" if "`" in line else f"`{line}`"


def fenced(text: str) -> str:
    """A block of code in Markdown that ends where it should, whatever fences are in it."""
    lines = block(text).rstrip("\n")
    fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", lines)), default=0))
    return f"{fence}text\n{lines}\n{fence}"


def file_names(students: Collection[str]) -> Mapping[str, str]:
    """For each a file's name without ending that every system takes, two alike on none, the same in whatever order.

    Letters, digits and marks of all scripts stay. Where a name had to be changed so far that another could become the
    same, part of its hash is added: systems do not tell upper from lower case, nor é from e with an accent.
    """
    stems = {student: _stem(student) for student in students}
    folded = [unicodedata.normalize("NFKC", stem.casefold()).casefold() for stem in stems.values()]
    seen: dict[str, int] = {}
    for name in folded:
        seen[name] = seen.get(name, 0) + 1
    return {
        student: stem if seen[name] == 1 and _harmless(stem) else f"{stem}-{_hash(student)}".lstrip("-")
        for (student, stem), name in zip(stems.items(), folded, strict=True)
    }


def _stem(student: str) -> str:
    kept = "".join(c if _kept(c) else "_" for c in unicodedata.normalize("NFC", block(student)))
    stem = re.sub(r"_{2,}", "_", kept).strip("._-").encode()[:_LONGEST].decode("utf-8", "ignore")
    return f"_{stem}" if stem.partition(".")[0].lower() in _RESERVED else stem


def _kept(character: str) -> bool:
    return character in "._-" or unicodedata.category(character)[0] in "LNM"


def _harmless(stem: str) -> bool:
    """Whether it may stand as it is: not empty, and not like one of ours with a hash."""
    return bool(stem) and not re.search(r"-[0-9a-f]{10}$", stem)


def _hash(student: str) -> str:
    return hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:10]
