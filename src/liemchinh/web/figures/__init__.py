"""The catalogue, one figure over provinces and time, and the evidence of one number."""
