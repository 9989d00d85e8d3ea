"""What whoever runs the site does: the demo, and the doctor.

May import: what services may, and every other room.
"""
