"""Folders with questions, as tests of packs need them: one like ours and ones like others'."""

import re
import shutil
from pathlib import Path

SAMPLE = Path(__file__).parent / "quiz" / "every-kind.toml"
TOPICS = 'mlp = { en = "MLP", zh = "多层感知机" }\ncnn = { en = "CNN", zh = "卷积" }'


def make_pack(folder: Path, *places: str, pack: str = "", topics: str = "", english: bool = False) -> Path:
    """A pack with the sample at these places (`topic` or `topic/slug`); without `pack` it states no id."""
    for place in places:
        topic, _, slug = place.partition("/")
        file = folder / "questions" / topic / f"{slug or 'every-kind'}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SAMPLE, file)
        if english:
            file.write_text(re.sub(r', zh = "[^"]*"', "", file.read_text(encoding="utf-8")), encoding="utf-8")
    if topics:
        (folder / "topics.toml").write_text(f"schema = 1\n[topics]\n{topics}\n", encoding="utf-8")
    if pack:
        text = f'schema = 1\nid = "{pack}"\ntitle = {{ en = "Pack {pack}", zh = "题库 {pack}" }}\n'
        (folder / "pack.toml").write_text(text, encoding="utf-8")
    return folder


def make_core(folder: Path) -> Path:
    """A folder like ours: two topics, one with a question."""
    return make_pack(folder, "mlp", topics=TOPICS)
