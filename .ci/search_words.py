"""Chinese in the documentation's search: pairs of characters, which need no dictionary."""

from __future__ import annotations

import re
from typing import ClassVar

from sphinx.search import SearchLanguage

_PIECE = re.compile(r"[㐀-鿿]+|[A-Za-z0-9_.-]+")


class Bigrams(SearchLanguage):
    """Text -> its Latin words, and each pair of neighbouring Chinese characters."""

    lang = "zh"
    language_name = "Chinese"
    js_stemmer_rawcode = ""
    js_stemmer_code = "var Stemmer = function () { this.stemWord = (word) => word; };"
    js_splitter_code = """
function splitQuery(query) {
  const found = [];
  for (const piece of query.toLowerCase().match(/[\\u3400-\\u9fff]+|[a-z0-9_.-]+/g) || []) {
    if (piece.charCodeAt(0) < 0x3400 || piece.length < 3) found.push(piece);
    else for (let at = 0; at + 2 <= piece.length; at++) found.push(piece.slice(at, at + 2));
  }
  return found;
}
"""
    stopwords: ClassVar[set[str]] = set()

    def split(self, input: str) -> list[str]:
        """Return the words of a text."""
        found: list[str] = []
        for piece in _PIECE.findall(input):
            if piece[0] < "㐀":
                found.append(piece.lower())
            else:
                found += [piece[at : at + 2] for at in range(max(1, len(piece) - 1))]
        return found

    def stem(self, word: str) -> str:
        """Return the word: nothing is cut off."""
        return word

    def word_filter(self, word: str) -> bool:
        """Tell whether a word is found by."""
        return bool(word)
