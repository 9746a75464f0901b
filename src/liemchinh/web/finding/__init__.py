"""Search: its page, what a result shows, and searches kept under a name."""
