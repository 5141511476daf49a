"""Frames and HTML -> files. Writers decide nothing."""
