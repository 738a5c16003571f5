"""Figures of a solution: what they show, apart from how a page or a print draws it."""
