"""Documents with the figures read in them, and report beside register."""
