"""Sound: a process of its own that turns MIDI messages, told ahead of time, into audio."""
