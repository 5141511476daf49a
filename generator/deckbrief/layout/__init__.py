"""Slide tree -> one Frame per slide: absolute positions, broken lines, chosen sizes."""
