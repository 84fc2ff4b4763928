"""A Python file in an encoding that it names itself, as UTF-8.

The locked child reads UTF-8, ASCII and Latin-1 only, since it can load no codec. Owns the encodings that people really
save code in; others, and files that are not what they say, stay as they are, for Python to refuse.
"""

from __future__ import annotations

import re

COOKIE = re.compile(rb"(?:[ \t\f]*(?:#[^\r\n]*)?\r?\n)?[ \t\f]*#[^\r\n]*?coding[:=][ \t]*(?P<name>[-\w.]{1,30})")
KNOWN = frozenset(
    {
        "gbk", "gb2312", "gb18030", "cp936", "big5", "cp950", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949",
        "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1256", "koi8_r", "iso_8859_2", "iso_8859_5",
        "iso_8859_15", "windows_1251", "windows_1252", "mac_roman",
    }
)  # fmt: skip


def in_utf8(source: bytes) -> bytes:
    """The same text, line by line; the very same bytes where nothing is to be done."""
    cookie = COOKIE.match(source)
    name = cookie["name"].decode("ascii", "replace").lower().replace("-", "_") if cookie else ""
    if not cookie or name not in KNOWN:
        return source
    try:
        text = source.decode(name)
    except UnicodeDecodeError:
        return source
    start, end = cookie.span("name")  # the comment up to there is ASCII in all of these, or Python would not find it
    return source[:start] + b"utf-8" + text.encode()[end:] if source[:end].isascii() else source
