"""What other systems hand in, as files: bytes become rows, or a list of everything that is wrong with them."""
