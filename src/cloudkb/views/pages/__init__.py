"""One file a screen: `page` draws the answer of a question for people.

Machine formats never come here. A page knows questions; no question knows a page.
"""
