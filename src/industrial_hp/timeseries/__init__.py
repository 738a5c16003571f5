"""Years of hours as pure functions: their calendar, and the days that stand for all."""
