"""Patches for hosts, written from the tables of the interface: nobody draws them by hand, nobody forgets an address."""
