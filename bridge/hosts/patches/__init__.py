"""Patches for hosts, generated from the tables of the interface, so that no address is missing."""
