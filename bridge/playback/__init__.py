"""From a planned note to a MIDI port."""
