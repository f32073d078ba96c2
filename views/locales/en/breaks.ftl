### Breaks, the line and the board.

## Words people type

breaks-verb-lunch = lunch, meal
breaks-verb-urgent = urgent, toilet, restroom, medical
breaks-verb-back = back, return, returned
breaks-verb-cancel = cancel, leave
breaks-verb-status = status, state, me
breaks-verb-apply = apply
breaks-verb-board = board
breaks-verb-recall = recall
breaks-verb-cap = cap, limit
breaks-verb-report = report
breaks-verb-help = help
breaks-word-until = until, till
breaks-word-because = because
breaks-word-minutes = minutes, minute, mins, min, m

## Buttons

breaks-button-take = Take a token
breaks-button-take_minutes = Take { $minutes } min
breaks-button-urgent = Urgent
breaks-button-back = I'm back
breaks-button-leave = Leave the line
breaks-button-accept = I'm going now
breaks-button-pass = Let the next one go
breaks-button-status = Where do I stand?
breaks-button-apply = Apply
breaks-button-approve = Approve
breaks-button-decline = Decline
breaks-button-recall = Take the token back

## Answers

breaks-kind =
    { $kind ->
        [short] break
        [lunch] lunch
        [urgent] urgent
       *[other] { $kind }
    }
breaks-granted = *The token is yours.* Be back by { $due } ({ $minutes } min).
breaks-granted-untokened = *Noted: { $kind }; it needs no token.* Be back by { $due }.
breaks-granted-urgent = *Go.* It takes no token; press “I'm back” when you are.
breaks-out = You are out ({ $kind }) until { $due }.
breaks-out-late = You are out ({ $kind }); you were due at { $due }, { $late } min ago.
breaks-queued = *The token is out. You are in line: number { $place }.* When it is your turn I send you a message and keep the token for { $offer } min.
breaks-expected = If everybody comes back on time, your turn is at about { $at }.
breaks-expected-capped = Outings are paused; tokens go out again after { $at }.
breaks-waiting = You are in line, number { $place }.
breaks-offered = *Your turn!* The token is kept for you until { $until }. Press “I'm going now” to take it.
breaks-applied = Your application is with the shift leader.
breaks-free = You are neither out nor in line.
breaks-used =
    { $outings ->
        [one] This shift: 1 outing, { $minutes } min (at most { $most } outings and { $limit } min).
       *[other] This shift: { $outings } outings, { $minutes } min (at most { $most } outings and { $limit } min).
    }
breaks-back = *Welcome back.* You were out for { $minutes } min.
breaks-back-late = *Welcome back.* You were out for { $minutes } min, { $late } over.
breaks-not-out = You are not out, so there is no token to return.
breaks-left = Done: you have left the line.
breaks-not-waiting = You are not in line.
breaks-passed = Fine: this one goes to the next in line, and you keep your place.
breaks-offer-gone = This token has gone to the next in line.
breaks-ended =
    { $state ->
        [returned] This outing is over: back at { $at }.
        [cancelled] This place in line was given up.
        [declined] This application was declined.
        [lapsed] This wait or application has run out of time.
        [recalled] The token was taken back at { $at }.
       *[closed] The shift ended with the token out; it was closed and flagged.
    }

## When the answer is no

breaks-off-shift = You are not on shift; tokens are for working hours. If the roster is wrong, ask your team leader to check it.
breaks-off-shift-next = You are not on shift; your next one starts at { $starts }, ask again then. If the roster is wrong, ask your team leader to check it.
breaks-protected-start = Nobody goes out in the first { $minutes } min of a shift; ask again after { $until }. For a special reason you can apply; if it is urgent, press “Urgent”.
breaks-protected-end = Nobody goes out in the last { $minutes } min of a shift; please hold on until { $until }. For a special reason you can apply; if it is urgent, press “Urgent”.
breaks-allowance-outings = You have used all of this shift's outings ({ $outings }); ask again next shift. If it is urgent, press “Urgent”.
breaks-allowance-minutes = A shift has { $limit } min of breaks and you have { $left } left, too few for this one. Take a shorter one; if it is urgent, press “Urgent”.
breaks-capped = Outings are paused until { $until }; ask again then. If it is urgent, press “Urgent”. The reason given:
breaks-length = A { $kind } takes 1 to { $limit } min; ask for fewer, such as /break { $limit }.
breaks-no-team = The roster has no team for you yet, so there is no token to take. Ask your team leader to add it.
breaks-reason-long = A reason has at most { $limit } letters and yours has { $letters }; please shorten it.
breaks-application-decided = This application has been dealt with already; there is nothing left to do.
breaks-recall-whom = Say whose token to take back, such as /break recall @Mei.
breaks-recall-not-out = { $name } is not out, so there is no token to take back.
breaks-not-your-team = Only that team's shift leader or team leader can do this; please ask them.
breaks-cap-how = Write it like this: /break cap TEAM N until 15:00 because REASON, such as /break cap { $team } 0 until 15:00 because calls are piling up.
breaks-cap-team = There is no team “{ $typed }”. The teams are: { $teams }.
breaks-cap-too-high = This team can have at most { $limit } tokens (the handbook file says so); give a smaller number.
breaks-cap-past = { $until } has passed; give a time still to come.
breaks-cap-time = “{ $typed }” is no time I can read; write it like 15:00.

## The board

breaks-board-title = { $team }: who is out
breaks-board-free = :large_green_circle: The token is free to take.
breaks-board-nobody = :white_circle: Nobody is out.
breaks-board-capped = :no_entry: At most { $tokens } out until { $until }. The reason:
breaks-board-out = :coffee: *{ $name }*, { $kind }, until { $due }
breaks-board-out-late = :warning: *{ $name }*, { $kind }, was due at { $due }
breaks-board-away = :large_blue_circle: *{ $name }* is away for a moment
breaks-board-offered = :bell: *{ $name }* is next; the token is kept until { $until }
breaks-board-waiting = { $place }. { $name }
breaks-board-line = *In line*
breaks-board-more = and { $count } more
breaks-board-brief = *{ $team }*: { $out } out, { $waiting } in line
breaks-board-teams-more =
    { $count ->
        [one] and 1 more team
       *[other] and { $count } more teams
    }
breaks-board-today =
    { $outings ->
        [one] Today: 1 outing, { $minutes } min
       *[other] Today: { $outings } outings, { $minutes } min
    }
breaks-board-none = There is no board for you. Boards are for team leaders, shift leaders and site managers.

## Private messages

breaks-due = :alarm_clock: It is { $due }: please return to your seat and press “I'm back”.
breaks-due-late = :alarm_clock: You were due at { $due }, { $late } min ago. Please return to your seat now and press “I'm back”.
breaks-end-lapsed-offers = The token was kept for you twice and not taken, so you have left the line. Ask again if you still want to go.
breaks-end-lapsed-line = The line has closed for today: the end of the shift is protected and your turn did not come, sorry. For a special reason you can apply.
breaks-end-lapsed-applied = Nobody has answered your application and its time has passed. Please speak to the shift leader.
breaks-end-recalled = { $leader } has taken your token back; please return to your seat.
breaks-end-closed = Your shift ended with the break still open, so it was closed and flagged. If that is wrong, tell your team leader.
breaks-end-declined = { $leader } has declined your application. If you have questions, please speak to them.
breaks-approved = { $leader } has approved your application.
breaks-urgent-told = { $name } has gone out urgently at { $at }, beside the token. For your information, quietly.
breaks-urgent-back = { $name } went out urgently at { $at } and was back at { $back }.
breaks-late-told = :warning: { $name } was due at { $due } and is not back, { $late } min over.
breaks-late-exception = :warning: { $name } was due at { $due }, { $late } min over; noted as an adherence exception.
breaks-late-back = { $name } came back at { $back }, { $late } min over.
breaks-late-ended = { $name }'s outing was ended at { $back }, { $late } min over.

## The special application

breaks-apply-not-needed = You need no application now: outside the first and the last half hour the token is enough.
breaks-form-title = Apply to go out
breaks-form-send = Send
breaks-form-why = These minutes are protected. Give your reason; the shift leader sees it at once.
breaks-form-reason = Reason
breaks-form-reason-hint = Only the shift leader sees it
breaks-form-minutes = How many minutes
breaks-form-minutes-bad = Give a number from 1 to { $limit }.
breaks-form-reason-empty = Give a reason, so that the shift leader can decide.
breaks-form-sent = *Your application is with the shift leader.* I send you a message as soon as there is an answer. If it is urgent do not wait: /break urgent.
breaks-form-nobody = *Your application is kept, but the roster has no shift leader right now.* Please go to the site manager. If it is urgent do not wait: /break urgent.
breaks-application = *{ $name }* ({ $team }) applies to go out for { $minutes } min in a protected half hour. The reason:
breaks-application-by =
    { $state ->
        [approved] Approved by { $leader }.
        [declined] Declined by { $leader }.
       *[over] Out of time or withdrawn.
    }
breaks-decided =
    { $state ->
        [approved] Approved; { $name } is told.
       *[declined] Declined; { $name } is told.
    }

## What leaders are told

breaks-recalled = { $name }'s token is taken back, and they are told.
breaks-cap-set = { $team }: at most { $tokens } out until { $until }. The reason:

## The report

breaks-report-title = { $team }: outings on { $day }
breaks-report-none = { $team } had no outings on { $day }.
breaks-report-line =
    { $outings ->
        [one] *{ $name }*: 1 outing, { $minutes } min; { $overdue } overdue; { $waited } min in line
       *[other] *{ $name }*: { $outings } outings, { $minutes } min; { $overdue } overdue; { $waited } min in line
    }
breaks-report-file = I am sending you the same figures as a CSV file in a private message.
breaks-report-team = team
breaks-report-all = All teams
breaks-report-name = name
breaks-report-employee_no = employee_no
breaks-report-outings = outings
breaks-report-minutes = minutes
breaks-report-overdue = overdue
breaks-report-waited = minutes_in_line

## Home and help

breaks-home-title = Breaks
breaks-home-shift = Your shift: { $starts } – { $ends }
breaks-home-no-shift = You are not on shift now.
breaks-home-boards = Your teams' boards
breaks-unknown = I do not know “{ $typed }”.
breaks-unknown-nearest = I do not know “{ $typed }”. Did you mean “{ $nearest }”?
breaks-help =
    /break takes the token, /break 10 for ten minutes
    /break lunch notes your lunch, /break urgent lets you go at once, beside the token
    /break back returns it, /break cancel leaves the line, /break status says where you stand
breaks-help-leaders =
    /break board, /break recall @name, /break report yesterday
    /break cap TEAM 0 until 15:00 because calls are piling up
breaks-command = Break token: take it, wait in line, return it · 小休牌
breaks-command-hint = [10 | lunch | urgent | back | cancel | status]
