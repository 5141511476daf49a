"""Slides -> frames: blocks, lists, placeholders, continuations."""
