"""Code that runs inside the listening process: from audio to an analysis."""
