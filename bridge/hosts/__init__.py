"""Files for hosts, and clients of hosts."""
