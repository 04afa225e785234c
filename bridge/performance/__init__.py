"""What is played next."""
