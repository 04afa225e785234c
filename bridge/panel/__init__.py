"""The panel: Sideman in a browser. A process of its own that is a client of the daemon like any other."""
