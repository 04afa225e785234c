"""From OSC addresses and MIDI controllers to actions, and back to subscribers."""
