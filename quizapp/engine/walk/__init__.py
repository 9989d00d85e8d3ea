"""All states of a story, and what they prove: findings for its author, and figures. May import: what engine may."""
