"""People, teams, sign-in, and who may see whom. May import: what store may."""
