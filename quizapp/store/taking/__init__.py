"""Attempts with their steps, answers and drawings; reflections. May import: what store may."""
