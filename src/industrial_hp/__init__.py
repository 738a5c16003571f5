"""Industrial and district heating design with large heat pumps."""
