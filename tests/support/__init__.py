"""What the tests share: the cast, the clock, the databases, a house that runs."""
