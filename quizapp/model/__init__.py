"""The vocabulary: frozen dataclasses and ids that every other part speaks, and the pure rules that two pillars share.

May import the standard library only. No clock, no files; chance comes in as a seed.
"""
