"""All that could be built: the only place that knows both the case and the sciences."""
