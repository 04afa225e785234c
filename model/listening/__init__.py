"""Audio as a prompt: tempo, beats, metre, key, chords, density, loudness and brightness of what is heard.

Needs the extra ``audio`` (librosa, soundfile). Only `heard` is light enough for the daemon's process.
"""
