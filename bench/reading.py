"""Reading narrative reports: documents per second on one core, beside bare number spotting in the same run.

.venv/bin/python bench/reading.py FILE.txt …
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import ground

from liemchinh.reader import read

NUMBER = re.compile(r"\d[\d.,]*")


def main(files: list[str]) -> None:
    """Read every file, several times."""
    texts = [Path(file).read_text(encoding="utf-8") for file in files]
    letters = sum(map(len, texts))
    spotting = ground.median(lambda: [NUMBER.findall(text) for text in texts], runs=11)
    reading = ground.median(lambda: [read(text) for text in texts], runs=11)
    claims = sum(len(read(text)) for text in texts)
    print(f"{ground.machine()}; {len(texts)} documents, {letters:,} characters, {claims} figures read")
    print(f"spotting numbers alone   {len(texts) / spotting:9.0f} documents a second")
    print(
        f"reading                  {len(texts) / reading:9.0f} documents a second, {letters / reading:,.0f} characters"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
