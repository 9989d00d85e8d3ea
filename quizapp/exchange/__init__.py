"""What leaves in others' formats, such as CSV.

May import: the standard library, model, services, and its formats' libraries.
"""
