"""All that reaches into WeasyPrint's internals: for Chinese lines, for speed, for documents in parts."""
