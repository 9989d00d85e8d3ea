"""What staff do: start, answer, look back, see how far they are.

May import: what services may, and the rooms records and site.
"""
