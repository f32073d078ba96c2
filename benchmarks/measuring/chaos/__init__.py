"""Is every promise kept once, while Slack misbehaves and the bot is killed again and again?"""
