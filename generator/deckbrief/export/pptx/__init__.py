"""Frames -> a native PowerPoint package."""
