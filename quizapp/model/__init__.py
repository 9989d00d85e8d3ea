"""The vocabulary: frozen dataclasses and ids that every other part speaks.

May import the standard library only. No clock, no files, no chance.
"""
