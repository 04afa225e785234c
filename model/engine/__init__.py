"""The network as it plays: one streaming step, and notes drawn from it. numpy and LiteRT only."""
