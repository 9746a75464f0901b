"""What is counted, declared once; values with their evidence; what papers claim beside them."""
