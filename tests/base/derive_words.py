"""jieba's dictionary -> base/script/words.txt: the commonest Chinese words, a line for each first character.

`国 家:21 内:310`: 国家 is the 12th of the commonest, 国内 the 301st. (The first is taken for the tenth, so that none is
for nothing.) By first character, so that of a hundred thousand characters only those are read that a text has. A letter
after the rank is the word's kind, if it does not name something: v a verb, w what is verb and noun, a an adjective, d
an adverb, p a preposition, c a conjunction, m a number with or without its measure word, r what points or asks, f a
place or time in relation to what is before it. `:v` without a rank is the kind of the first character by itself.

Usage: derive_words.py jieba/dict.txt > generator/deckbrief/base/script/words.txt

The dictionary (`word frequency kind` on each line) is that of jieba 0.42.1 on PyPI, under the MIT licence, whose text
stands in docs/text-breaking.md. Words of two characters are taken down to a frequency of 50, longer ones, of which most
are made of shorter words, down to 300; of names of people none, for a list of them would never be whole.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_LEAST = {2: 50, 3: 300, 4: 300}
_NAMES = ("nr", "nrt", "nrfg")
_WORD = re.compile("[\u4e00-\u9fff]{2,4}")
_CHARACTER = re.compile("[\u4e00-\u9fff]")
_LEAST_ALONE = 300
_KINDS = {
    "v": "v", "vi": "v", "vq": "v", "vg": "v", "vn": "w", "an": "w", "a": "a", "b": "a", "ag": "a", "d": "d", "ad": "d",
    "dg": "d", "vd": "d", "p": "p", "c": "c", "m": "m", "mq": "m", "q": "m", "r": "r", "rr": "r", "f": "f",
}  # fmt: skip


def main(dictionary: str) -> None:
    found = []
    alone = {}
    for line in Path(dictionary).read_text("utf-8").splitlines():
        word, frequency, kind = line.split(" ")
        if _WORD.fullmatch(word) and int(frequency) >= _LEAST[len(word)] and kind not in _NAMES:
            found.append((-int(frequency), word, _KINDS.get(kind, "")))
        elif _CHARACTER.fullmatch(word) and int(frequency) >= _LEAST_ALONE and kind in _KINDS:
            alone[word] = _KINDS[kind]
    lines: dict[str, list[str]] = {}
    for rank, (_, word, kind) in enumerate(sorted(found), 10):
        first = lines.setdefault(word[0], [f":{alone[word[0]]}"] if word[0] in alone else [])
        first.append(f"{word[1:]}:{rank}{kind}")
    sys.stdout.writelines(f"{first} {' '.join(lines[first])}\n" for first in sorted(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
