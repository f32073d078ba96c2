"""The parts of the benchmark of calls and indicators."""
