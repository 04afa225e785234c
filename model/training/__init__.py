"""From the corpus to the model file."""
