"""HTML and figures -> tagged PDF."""
