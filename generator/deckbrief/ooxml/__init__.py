"""Office's format: packages and names, whoever wrote them."""
