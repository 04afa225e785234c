"""What runs inside the inference process."""
