### The surge watch.

surges-backtest-as-it-was = The surge watch on these days, as they were
surges-backtest-with-surges = The surge watch on these days, and with { $factor } times the calls for { $minutes } minutes (chance { $seed })
surges-backtest-weeks = weeks replayed
surges-backtest-false-alarms = false alarms a week
surges-backtest-surges = surges put in
surges-backtest-detection = noticed within an hour
surges-backtest-within = noticed within { $minutes } minutes
surges-backtest-median = delay, median
surges-backtest-p90 = delay, nine in ten
surges-backtest-minutes = { $minutes } min
surges-backtest-never = never noticed
surges-backtest-flaps = noticed anew in one surge, at most

## Words people type

surges-verb-raise = raise, up
surges-verb-lower = lower
surges-verb-stand_down = stand-down, standdown, end
surges-verb-drill = drill, exercise
surges-verb-help = help
surges-word-because = because
surges-word-level = level, to level, to
surges-word-queue = queue

## The incident

surges-command = Surges: what is in force; raise, lower, stand down, drill · 话务应急
surges-command-hint = [raise 2 because … | lower because … | stand-down because … | drill]
surges-title =
    { $drill ->
        [yes] DRILL · { $queue }: support level { $level }
       *[no] { $level ->
            [0] More calls than usual: { $queue }
           *[other] Surge: { $queue }, support level { $level }
        }
    }
surges-over =
    { $drill ->
        [yes] :white_check_mark: The drill lasted from { $from } to { $to }.
       *[no] :white_check_mark: Over. It lasted from { $from } to { $to }.
    }
surges-drill-note = :test_tube: *DRILL.* Nothing on the floor is changed; how long everybody takes is noted.
surges-since = Since { $from }; this level since { $level_since }.
surges-level =
    { $level ->
        [0] :large_yellow_circle: Nothing is raised yet: more calls come than expected, and callers do not feel it so far.
        [1] :large_orange_circle: *Level 1:* all managers on duty sign in to the phones.
        [2] :red_circle: *Level 2:* managers sign in, and outings are limited.
       *[3] :rotating_light: *Level 3:* managers sign in, outings are limited, and people off duty are asked to come.
    }
surges-calls = { $from } to { $to }: *{ $calls }* calls came, { $expected } expected
surges-calls-unknown = { $from } to { $to }: *{ $calls }* calls came; how many are usual is not known yet
surges-felt = Service level { $service_level } · oldest caller waits { $oldest } s · { $waiting } waiting · agents on the phones: { $agents }
surges-unknown = not known
surges-needed = About *{ $more } more agents for { $minutes } minutes* would bring { $goal }/{ $within } back.
surges-enough = The agents who are there are enough for { $goal }/{ $within }.
surges-assumes = Supposed: { $calls } calls an hour, { $aht } s a call, callers hang up after { $patience } s on average; whoever waits now is counted in.
surges-assumes-patient = Supposed: { $calls } calls an hour, { $aht } s a call, nobody hangs up; whoever waits now is counted in.
surges-answered = :ballot_box_with_check: Signed in or confirmed: { $names }
surges-unanswered = :hourglass: Not yet: { $names }
surges-nobody-called = Nobody who manages is on duty by the roster.
surges-answer = { $name } { $at }
surges-timeline = *What happened*
surges-change =
    { $did ->
        [opened] { $at } { $who }: noticed, level { $level }
        [raised] { $at } { $who }: raised to level { $level }
        [lowered] { $at } { $who }: lowered to level { $level }
       *[ended] { $at } { $who }: stood down
    }
surges-change-because = { $change }. { $reason }
surges-clock = the watch
surges-reason =
    { $why ->
        [interval] { $found } calls in { $minutes } min, { $against } expected
        [volume] { $found } calls in { $minutes } min, { $against } expected
        [service_level] service level { $percent } %
        [oldest_wait] oldest caller waits { $found } s
        [waiting] { $found } waiting, { $against } agents
        [projected] service level to come { $percent } %
        [missing] { $found } agents missing
        [cooling] a surge has just ended
        [silent] the feed is silent
       *[too_little_history] too little history: { $found } of { $against } weeks
    }
surges-how = Raise: /surge raise because … · lower: /surge lower because … · end: /surge stand-down because …

## Who is called

surges-button-acknowledge = I am signing in
surges-request =
    { $drill ->
        [yes] :test_tube: *DRILL.* Queue { $queue } is on level 1 for practice: please sign in to the phones as if it were real, and confirm here by { $due }.
       *[no] :rotating_light: *Level 1.* Queue { $queue } has more calls than it can take: please sign in to the phones now, and confirm here by { $due }.
    }
surges-request-done = :ballot_box_with_check: Thank you. Queue { $queue }: noted at { $at }.
surges-request-over = Queue { $queue }: it is over; thank you.
surges-late =
    { $drill ->
        [yes] DRILL · { $queue }: not answered within { $minutes } minutes: { $names }
       *[no] :hourglass: Level 1, queue { $queue }: not answered within { $minutes } minutes: { $names }
    }
surges-late-none = Queue { $queue }: by now everybody who was called has answered.
surges-late-over = Queue { $queue }: it is over. Who had not answered in time: { $names }
surges-silence = :mute: *The phone system { $feed } has said nothing since { $from }, although people work.* As long as that lasts no surge can be noticed in its queues. Please have the feed looked at.
surges-silence-over = :loud_sound: The phone system { $feed } speaks again; it was silent from { $from } to { $to }. The surge watch goes on.

## /surge: answers

surges-none = No surge. The watch looks at every queue every { $minutes } minutes.
surges-silent = :mute: { $feed } is silent; no surge can be noticed in its queues.
surges-brief = *{ $title }*, since { $from }
surges-more = Open besides: { $count }
surges-opened = Noted: { $queue } is on level { $level }.
surges-ended = Noted: { $queue } is stood down.
surges-drilled = The drill of { $queue } has begun. Stand it down when it is done; after { $minutes } minutes it ends by itself.
surges-acknowledged = Noted, thank you.
surges-not-called = You were not called for this, or it is over; there is nothing to confirm.
surges-because-missing = Every change needs a reason: /surge { $verb } because …
surges-reason-long = A reason has at most { $limit } letters, yours { $letters }; please shorten it.
surges-which-queue = Which queue? Name it: { $queues }.
surges-no-queues = No phone system has told of any queue yet; name the queue, such as /surge raise support 1 because …
surges-is-highest = { $queue } is on level 3 already; there is none above it.
surges-is-not-above = { $queue } is on level { $level } already. To go down: /surge lower because …
surges-is-not-below = { $queue } is on level { $level }. To go up: /surge raise because …
surges-is-calm = { $queue } has no surge, so there is nothing to lower or to stand down.
surges-drill-not-now = { $queue } has an incident already; a drill must wait until it is over.
surges-drill-levels = A drill has one level; end it with /surge stand-down because …
surges-nothing-open = There is no surge and no drill, so there is nothing to lower or to stand down.
surges-help =
    /surge shows what is in force
    /surge raise 2 because … , /surge raise support because … : one level up, or to the level you name
    /surge lower because … , /surge stand-down because … : one level down, or the end
    /surge drill support : a drill; nothing on the floor is changed

## The report

surges-report-title =
    { $drill ->
        [yes] DRILL · report: { $queue }
       *[no] Surge report: { $queue }
    }
surges-report-span = { $from } to { $to }, { $minutes } minutes; highest level { $level }.
surges-report-levels = Service level: { $before } before, { $during } during, { $after } after.
surges-report-level = { $percent } % of { $calls } calls
surges-report-answer = { $name }: after { $seconds } s
surges-report-unanswered = { $name }: did not answer
surges-report-answers = *Times to answer the call to sign in*
surges-chart-title = { $queue }: calls every { $minutes } minutes
surges-chart-came = came
surges-chart-expected = expected
surges-chart-alt = Chart: { $queue }, calls every { $minutes } minutes until { $to }; { $calls } came in all, { $expected } were expected.
surges-chart-said = { $queue } up to { $to }
surges-chart-not-expected = how many are usual is not known yet
surges-call-in = *Called in from home:* { $accepted } of { $need } say yes ({ $arrived } here), { $declined } say no, { $open } have still to answer; { $asked } were asked.
