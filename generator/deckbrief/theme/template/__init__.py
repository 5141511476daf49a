"""A user's own .pptx as a theme: its layouts, colours, faces and places."""
