"""From MIDI files to one packed corpus."""
