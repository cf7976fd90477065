"""One file a question. Each asks an open base (`sqlite3.Connection`, rows by name).

`ask` finds and `data` gives the published shape; `pages` draws the same for people, and
machine formats never pay for it. Below the questions: `names` and `sql`, which know the
tables of the base, and `shapes`, what the published shapes have in common.
"""
