"""What the benchmark of the surge watch needs: made-up centres, real counts, and the rules to compare with."""
