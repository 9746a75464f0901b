"""From draft to edition, and every number of an edition."""
