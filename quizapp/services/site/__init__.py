"""One running site: settings, what is compiled and live, and who is signed in.

May import: what services may, and no other room.
"""
