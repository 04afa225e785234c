"""The configuration file and the controls of a performance."""
