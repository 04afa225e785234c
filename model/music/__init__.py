"""Notes, chords, keys, and what a piece is asked to be."""
