"""What the wording of options gives away (FORMAT §7): measures, rules, a learner, figures.

It knows no play and no score. May import: what content may.
"""
