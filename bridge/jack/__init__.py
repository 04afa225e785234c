"""JACK as a host: one client of JACK's, in a process of its own, for MIDI placed at its frame and for the transport."""
