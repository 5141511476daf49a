"""`python -m deckbrief` is the command `deckbrief`."""

from deckbrief.cli import command

if __name__ == "__main__":
    command()
