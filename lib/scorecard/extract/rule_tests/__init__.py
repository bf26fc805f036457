"""The tests of the rules in `rules.py`: each takes the `Rows` of an extract and gives, for every row of its table, whether
the rule is broken. A cell that is blank breaks no rule but one that asks for it.
"""
