"""A small Slack in memory, on loopback: to try a bot by hand and to test it without mercy."""
