"""Copies of a whole store, made while it is in use, and put in its place.

SQLite by its own backup, PostgreSQL by its own programs.
"""
