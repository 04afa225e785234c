"""Errors, paths, time and values that every other folder uses; imports nothing else of ours."""
