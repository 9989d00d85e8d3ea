"""quizapp: practise hard moments in work with children before they come.

Layers, and what each part may import: DESIGN §3, held by import-linter.
"""

__version__ = "0.1.0"
