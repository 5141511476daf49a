"""`python -m generator` is the command `deckbrief`."""

from generator.cli import command

if __name__ == "__main__":
    command()
