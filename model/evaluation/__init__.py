"""Evaluates the music: one set of measures for generated and for real music, each beside its ceiling and floor.

Off line only. Nothing here is imported by the daemon; drawing and classifying need the extra ``train``.
"""
