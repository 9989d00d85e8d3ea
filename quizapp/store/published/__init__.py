"""What was published, and what of it is live. May import: what store may."""
