"""Terminal views and checks of a running daemon and its machine."""
