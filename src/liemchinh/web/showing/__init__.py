"""How days, numbers, money, acts and periods are written, and the records that fragments take."""
