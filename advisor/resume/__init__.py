"""A person's own résumé: what is found in it, and what is asked of it. It is used and never kept.

It lives in the `Focus` of one conversation, as names and the few words that told them; the text
itself is let go as soon as it is read.
"""
