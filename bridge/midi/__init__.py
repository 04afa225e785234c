"""MIDI ports and what the player sends."""
