"""Question sets from their text: reading, checking, drawing on other files. May import: what content may."""
