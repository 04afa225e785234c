"""Sound: a process of its own that turns MIDI messages, sent ahead of time, into audio."""
