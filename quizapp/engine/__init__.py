"""The rules

May import: the standard library,  moves, replay, scoring, walks and seeded play, as pure functions over model types.:model.
"""
