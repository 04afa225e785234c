"""The spectral voice: a network that turns notes and words into magnitude frames, and two ways to make them sound.

Off line by Griffin-Lim (`model.voice.offline`, extra ``train``), live by phases that follow the notes
(`model.voice.instrument`, numpy alone).
"""
