"""Characters: what kind each is, where a line may end between two, how words sort, what is done with odd ones."""
