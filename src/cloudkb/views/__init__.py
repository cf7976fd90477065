"""One file a question. Each asks an open base (`sqlite3.Connection`, rows by name).

`ask` finds, `data` gives the published shape, `page` the same for people. They are
apart so that machine formats never pay for drawing.
"""
