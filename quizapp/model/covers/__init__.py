"""A landscape for each scenario, set and module, drawn from what it is called. May import: what model may.

`cover.py` decides what is in it, `land.py`, `sky.py` and `signs.py` draw that, and `strokes.py` writes the paths.
"""
