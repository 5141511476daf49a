"""The preview: slides as they are written, in a browser on this machine."""
