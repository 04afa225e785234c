"""Methods of the OSC addresses, in groups; each group is given only what it needs.

A method for each address of `bridge.api.osc_api.TABLE`: its parameters are the request and the values that the table
names, already checked. Methods run on the OSC thread, must be quick, and raise before any state changes.
"""
