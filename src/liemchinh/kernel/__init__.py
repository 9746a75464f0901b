"""Floor 0: days, positions, đồng, Vietnamese text. Knows nothing of the domain."""
