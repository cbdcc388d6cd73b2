"""Occupations as people look at them: one at a glance, some side by side, all in a list, and where next.

Everything here is typed values with their sources, made from the catalog; what they look like is
decided in `advisor/ui`, and `advisor/api` hands them out as they are.
"""
