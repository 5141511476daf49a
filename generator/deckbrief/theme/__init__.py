"""Themes (colour slots, type scale, placeholder rectangles) and glyph widths."""
