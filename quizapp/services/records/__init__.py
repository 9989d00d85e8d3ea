"""What is kept of a person: completion, certificates, another way, and what a manager sees.

May import: what services may, and the room site.
"""
