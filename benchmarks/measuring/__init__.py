"""What the benchmarks share: a floor in a database, servers and load in processes of their own, figures in a table."""
