"""The process that thinks: a child of the daemon's that plans music, reads words and has no deadlines.

`protocol` is what the two processes say to each other, `link` the daemon's end, `process` the child's.
"""
