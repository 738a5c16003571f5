"""From the solved model to what an engineer is told, verified by a second route."""
