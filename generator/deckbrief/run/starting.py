"""The commands that one starts with, as the command line offers them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any, Final

from deckbrief.base.message import Message, msg

Words = Callable[[Message], str]
"""A message -> what is shown of it."""
Add = Callable[[str, Callable[[argparse.Namespace, list[str]], None], str], argparse.ArgumentParser]
"""Name, what runs, what it is about -> the command's parser."""

_SCHEMA: Final = msg(
    """examples:
  deckbrief schema > content/deckbrief.schema.json

Editors that know YAML offer keys and values by it where the first line of a file in content/ says
  # yaml-language-server: $schema=deckbrief.schema.json"""
)


def add_commands(add: Add, tell: Words) -> None:
    """Add the commands to the command line."""
    about = tell(msg("Print the JSON Schema of content files, for editors."))
    _described(add("schema", _schema, about), tell(_SCHEMA))


def _described(parser: argparse.ArgumentParser, examples: str) -> argparse.ArgumentParser:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = examples
    return parser


def _schema(given: Any, more: list[str]) -> None:
    from deckbrief.content.schema import schema_text
    from deckbrief.run.console import say

    say(sys.stdout, schema_text().rstrip("\n"))
