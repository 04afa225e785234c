"""Takes and their renderings."""
