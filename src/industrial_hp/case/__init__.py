"""What the engineer states."""
