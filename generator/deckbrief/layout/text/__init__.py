"""Text -> lines: where they may end, where they do, and the size at which they fit."""
