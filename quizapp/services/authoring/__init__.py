"""What trainers do with files: check, preview, publish, see what is covered, print a pack.

Text that is not live yet is worked through in a child.

May import: what services may, and the rooms taking, records and site.
"""
