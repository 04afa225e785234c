"""Reads and writes chord charts: bar-line text, ChordPro, iReal Pro, MusicXML, MIDI. Plain data in, plain data out."""
