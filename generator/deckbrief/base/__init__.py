"""Values that everything shares: problems with their places, lengths, rectangles."""
