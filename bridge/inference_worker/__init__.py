"""Code that runs inside the inference process."""
