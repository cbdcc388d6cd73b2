"""From one occupation to others: how alike they are, what is missing, which moves are likely.

`knowledge/reskilling.md` explains the method and gives its figures.
"""
