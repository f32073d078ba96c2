"""The bot itself: it puts the house together and talks to Slack."""
