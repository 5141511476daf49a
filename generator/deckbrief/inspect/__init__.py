"""Any finished deck, whoever made it -> what is wrong with it."""
