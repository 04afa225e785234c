"""Audio as a prompt: a process that listens to files and inputs, and the desk that acts on what it heard."""
