"""What runs inside the listening process: from sound to an analysis."""
