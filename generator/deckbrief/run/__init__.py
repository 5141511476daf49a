"""Jobs: which outputs depend on which inputs, and building them."""
