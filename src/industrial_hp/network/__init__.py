"""District networks: friction, heat loss, pipe sizes, diversity, flows, routes. Pure functions.

All in SI; properties of the water are passed in. Nothing here knows a case.
"""
