"""What a person changed in a deck, brought back to the YAML that it was made from."""
