### The demo: a floor at work.

demo-team-a1 = Team A1
demo-team-a2 = Team A2
demo-team-b1 = Team B1
demo-team-b2 = Team B2
demo-team-all = The whole floor
demo-topic = Who is out and who is next: see the board
demo-topic-management = The digests of the whole centre
demo-title-agent = Agent
demo-title-team_leader = Team leader
demo-title-shift_leader = Shift leader
demo-title-site_manager = Site manager
demo-title-qa = Quality analyst
demo-title-safety_officer = Safety officer

demo-hint-agent = *Try this first:* type `/break` to take the token, or press the green button.
demo-hint-new = *Your shift began at { $begins },* and nobody goes out in its first half hour. Type `/break`, then press “Apply”.
demo-hint-coming = *Your shift begins at { $begins }.* Before that, `/break` tells you when to ask again.
demo-hint-leader = *You lead:* the boards change by themselves, applications reach your messages. Try `/break board` and `/kpi`.
demo-hint-guest = *You belong to no team:* every channel shows its board, and tokens are for the teams. Try `/floor help`.

## Why somebody applies

demo-reason-1 = My daughter's school has asked me to call back; five minutes will do.
demo-reason-2 = The courier is downstairs with a parcel that needs my signature.
demo-reason-3 = My pharmacy closes at noon and I have to order my tablets.
demo-reason-4 = The landlord is calling about a leak in our kitchen, I should pick up.
demo-reason-5 = I left my glasses in the car and cannot read the screen without them.
demo-reason-6 = The bank needs me to confirm a transfer by phone today.
