"""Text to model: what trainers write becomes model values and diagnostics. Bad text never raises.

May import: the standard library, model, markdown, nh3, pydantic, pygraphviz.
"""
