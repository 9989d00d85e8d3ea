"""Text to model

May import: the standard library,  what trainers write becomes model values and diagnostics. Bad text never raises.:model, markdown, nh3, pydantic, pygraphviz.
"""
