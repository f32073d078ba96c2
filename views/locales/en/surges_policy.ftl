### Breaks while a surge stands at level 2.

surges-queued = *Many callers are waiting, and your team's token rests meanwhile. You are in line: number { $place }.* When it is your turn I send you a message and keep the token for { $offer } min.
surges-paused = Many callers are waiting, so your team's token rests until that is over. Ask all the same and you have a place in line; if it is urgent, press “Urgent”.
surges-paused-in-line = While so many callers are waiting your team's token rests; nobody can say yet for how long. Your place is kept and I send you a message; if it is urgent, press “Urgent”.
surges-shorter = Many callers are waiting, so an outing takes at most { $minutes } min just now. If that is too short, ask again when it is over; lunch and urgent are as always.
surges-board-paused = :telephone_receiver: Many callers are waiting: this team's token rests until that is over. Urgent is as always.
surges-board-shorter =
    { $tokens ->
        [one] :telephone_receiver: Many callers are waiting: 1 out at most, for { $minutes } min at most. Urgent is as always.
       *[other] :telephone_receiver: Many callers are waiting: { $tokens } out at most, for { $minutes } min at most. Urgent is as always.
    }
surges-told-in-line = *Many callers are waiting, so breaks are fewer and shorter until that is over.* You are still in line:
surges-asked-back = Many callers are waiting. If you can be back before { $due }, that would help a lot. If not, that is quite all right: this break is yours until then.
surges-as-usual = Since { $at } breaks are as usual again: the wave of callers is over. Thank you.
