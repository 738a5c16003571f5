"""Side-by-side measurements against other tools; no part of the test run."""
