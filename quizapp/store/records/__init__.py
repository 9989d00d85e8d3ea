"""Completions, certificates, and a team as its manager sees it. May import: what store may."""
