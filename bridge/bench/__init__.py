"""Sideman beside its peers: each in an environment of its own, all over one private JACK server, in one run."""
