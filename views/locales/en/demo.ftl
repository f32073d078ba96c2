### The demo: a small floor.

demo-team-a1 = Team A1
demo-team-b1 = Team B1
demo-topic = Who is out and who is next: see the board
demo-title-agent = Agent
demo-title-leader = Team leader
demo-title-manager = Site manager

demo-hint-agent = *Try this first:* type `/break` to take the token, or press the green button.
demo-hint-new = *Your shift has just begun,* so nobody goes out yet. Type `/break`, then press “Apply”.
demo-hint-leader = *You lead the team:* the board changes by itself, applications reach your messages. Try `/break board`.
