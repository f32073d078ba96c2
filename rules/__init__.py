"""What the floor decides: pure functions on frozen facts."""
