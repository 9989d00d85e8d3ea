"""Attempts with their steps, answers and drawings; reflections and intentions. May import: what store may."""
