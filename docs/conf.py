"""Sphinx: how the documentation is built. `make docs` puts its sources together and calls it, once a language."""

from __future__ import annotations

import os
import sys

sys.path.insert(0, os.environ["DECKBRIEF_DOCS_TOOLS"])

from search_words import Bigrams  # .ci/search_words.py

project = "deckbrief"
author = "The deckbrief authors"
copyright = author
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "deckbrief"
html_static_path: list[str] = []
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_show_search_summary = False  # browsers fetch nothing for pages of a disk
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#9E2B25", "color-brand-content": "#9E2B25"},
    "dark_css_variables": {"color-brand-primary": "#F0A39C", "color-brand-content": "#F0A39C"},
}
myst_heading_anchors = 3
highlight_language = "text"
pygments_style = "default"
suppress_warnings = ["misc.highlighting_failure"]


def setup(app: object) -> None:
    """Have Chinese found without a package that cuts it into words."""
    from sphinx.search import languages

    languages["zh"] = Bigrams
