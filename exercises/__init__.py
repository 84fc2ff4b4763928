"""What is built: the exercises, one folder each, and the catalog that finds them."""
