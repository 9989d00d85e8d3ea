"""The rules: moves, replay, scoring, walks and seeded play, as pure functions over model types.

May import: the standard library, quizapp.model. No clock, no files, no framework; chance comes in as a seed.
"""
