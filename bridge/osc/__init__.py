"""OSC transport: packets, connections and subscriptions. No address of ours is known here."""
