"""The source against the content, and the content against the source."""
