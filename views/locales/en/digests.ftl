### Indicators: their names, their formulas, and how a number is taken apart.

digests-no-data = no data
digests-undefined = undefined
digests-scope-centre = the centre
digests-scope-queue = queue { $name }
digests-scope-team = team { $name }
digests-scope-agent = agent { $name }
digests-nothing = Nothing is told of that day.
digests-table = { $scope }, { $date }
digests-column-name = Indicator
digests-column-value = Value
digests-column-ratio = Numerator / denominator
digests-column-flags = Notes
digests-explain-title = { $name } ({ $indicator }), { $scope }, { $date }
digests-explain-value = Value: { $value } = { $ratio }
digests-explain-formula = Formula: { $formula }.
digests-explain-counting =
    { $kind ->
        [team] Calls count where they were answered, between the hours of the team's own shifts; callers who hung up belong to no team.
        [agent] Calls count where they were answered, within the agent's own day; callers who hung up belong to no agent.
       *[other] Calls count where they arrived. A night shift counts on the day on which it began.
    }
digests-explain-source =
    { $verified ->
        [true] Source: { $source }.
       *[other] Source: { $source }; the formula under this name is not verified.
    }
digests-explain-good =
    { $good ->
        [up] Higher is better.
        [down] Lower is better.
       *[other] Neither high nor low is better in itself.
    }
digests-explain-inputs = What goes into it:
digests-explain-days = Added up from its days:
digests-explain-day = { $day }: { $value } = { $ratio }
digests-explain-above = Numerator:
digests-explain-below = Denominator:
digests-explain-input =
    { $over ->
        [calls] { $name }: { $value } (calls counted: { $rows })
        [agents] { $name }: { $value } (agents counted: { $rows })
       *[other] { $name }: { $value } (figures counted: { $rows })
    }
digests-explain-untold = { $name }: not told
digests-explain-left =
    { $over ->
        [calls] left out, { $why }: { $rows } calls, such as { $examples }
        [agents] left out, { $why }: { $rows } agents{ $examples ->
            [none] {""}
           *[other] {""}, such as { $examples }
        }
       *[other] left out, { $why }: { $rows } figures, such as { $examples }
    }
digests-explain-deviations = Exceptions, the longest first ({ $shown } of { $count }):
digests-explain-deviation = { $agent }: { $wrong }, { $begins } to { $ends }, { $minutes } min
digests-explain-flags = What bears on it:
digests-explain-no-flags = nothing
digests-explain-imports = What it stands on:
digests-explain-no-imports = nothing was imported for these days
digests-explain-import = { $feed } ({ $format }), { $source }, imported { $at }: { $rows } rows, { $unknown } unknown events, { $bad } bad rows
digests-target = { $name }, { $about }: { $value } { $unit } from { $since }
digests-no-targets = No targets are set: shiftlead import targets FILE.
digests-suggestions = Values of the handbook's time, to look at; none is in force unless you set it:
digests-suggestion =
    { $verified ->
        [true] { $name } ({ $indicator }): { $value } { $unit }
       *[other] { $name } ({ $indicator }): { $value } { $unit }, unverified
    }

digests-unit-percent = { $value } %
digests-unit-seconds = { $value } s
digests-unit-calls = { $value }
digests-unit-calls_per_hour = { $value } /h
digests-unit-yuan_per_call = { $value } CNY
digests-unit-rings = { $value } rings
digests-unit-points = { $value } points

digests-name-calls_offered = Calls offered
digests-formula-calls_offered = calls that reached a queue or were turned away by it; busy signals of the carrier are not among them
digests-name-calls_answered = Calls answered
digests-formula-calls_answered = calls that an agent took
digests-name-calls_abandoned = Calls abandoned
digests-formula-calls_abandoned = callers who hung up in the queue before an agent took the call
digests-name-service_level_sl1 = Service level SL1
digests-formula-service_level_sl1 = (answered within { $within } s + abandoned within { $within } s) ÷ (answered + abandoned) × 100; a wait of exactly { $within } s is within, and what left the queue otherwise is in neither
digests-name-service_level_sl2 = Service level SL2
digests-formula-service_level_sl2 = answered within { $within } s ÷ answered × 100; a wait of exactly { $within } s is within
digests-name-service_level_sl3 = Service level SL3
digests-formula-service_level_sl3 = answered within { $within } s ÷ (answered + abandoned) × 100; a wait of exactly { $within } s is within, and what left the queue otherwise is in neither
digests-name-service_level_sl4 = Service level SL4
digests-formula-service_level_sl4 = answered within { $within } s ÷ (answered + abandoned after more than { $within } s) × 100
digests-name-service_level_sl5 = Service level SL5
digests-formula-service_level_sl5 = answered within { $within } s ÷ (answered + abandoned after more than { $short } s) × 100
digests-name-average_speed_of_answer = Average speed of answer (ASA)
digests-formula-average_speed_of_answer = wait of the answered calls ÷ answered calls
digests-name-average_speed_of_answer_total = Average speed of answer, book variant
digests-formula-average_speed_of_answer_total = wait of all calls, abandoned ones too, ÷ answered calls
digests-name-average_abandonment_time = Average abandonment time
digests-formula-average_abandonment_time = wait of the abandoned calls ÷ abandoned calls
digests-name-average_queue_time = Average queue time
digests-formula-average_queue_time = wait of all calls ÷ calls that waited
digests-name-percent_abandoned = Percent abandoned
digests-formula-percent_abandoned = abandoned ÷ (answered + abandoned) × 100
digests-name-percent_abandoned_without_short = Percent abandoned without short ones
digests-formula-percent_abandoned_without_short = abandoned after more than { $short } s ÷ (answered + abandoned after more than { $short } s) × 100
digests-name-percent_answered = Percent offered calls answered
digests-formula-percent_answered = answered ÷ offered × 100
digests-name-percent_queued = Percent of calls placed in queue
digests-formula-percent_queued = calls that waited ÷ offered × 100
digests-name-percent_transferred = Percent of calls transferred
digests-formula-percent_transferred = answered calls that were transferred ÷ answered calls of which that is told × 100
digests-name-percent_blocked = Percent blocked calls
digests-formula-percent_blocked = calls that got busy ÷ attempts × 100, both from the carrier's report
digests-name-average_talk_time = Average talk time
digests-formula-average_talk_time = talk ÷ answered calls whose talk is told
digests-name-average_handle_time = Average handle time (AHT)
digests-formula-average_handle_time = (talk + hold + after-call work) ÷ answered calls whose talk is told; what nobody tells is not in it, and that is said beside
digests-name-average_hold_time = Average hold time
digests-formula-average_hold_time = hold ÷ answered calls whose hold is told, those without any hold included
digests-name-after_call_work_time = After-call work (ACW)
digests-formula-after_call_work_time = after-call work ÷ calls handled; from the agents' states where no call tells its own
digests-name-average_number_of_rings = Average number of rings
digests-formula-average_number_of_rings = ring time of the answering phone ÷ { $cycle } s ÷ answered calls whose ring is told
digests-name-average_ring_time = Average ring time
digests-formula-average_ring_time = ring time at agents ÷ rings at agents, missed ones included; of one agent or team only the answered ones are known
digests-name-login_rate = Login rate
digests-formula-login_rate = signed-in time ÷ scheduled time × 100, of agents with a shift
digests-name-login_rate_headcount = Login rate by headcount
digests-formula-login_rate_headcount = agents with a shift who signed in ÷ agents with a shift × 100
digests-name-not_ready_rate = Not-ready rate
digests-formula-not_ready_rate = not-ready time ÷ signed-in time × 100; talk and after-call work are not in it
digests-name-ready_rate = Ready share
digests-formula-ready_rate = time ready and waiting ÷ signed-in time × 100; with the not-ready rate and the utilisation it makes 100
digests-name-utilisation = Utilisation
digests-formula-utilisation = (talk with hold + after-call work) ÷ signed-in time × 100
digests-name-utilisation_paid = Utilisation of paid hours
digests-formula-utilisation_paid = (talk with hold + after-call work) ÷ paid hours × 100; for hiring
digests-name-utilisation_on_site = Utilisation of on-site hours
digests-formula-utilisation_on_site = (talk with hold + after-call work) ÷ scheduled time × 100, of agents with a shift; for scheduling
digests-name-utilisation_online = Utilisation of online time
digests-formula-utilisation_online = (talk with hold + after-call work) ÷ (the same + ready time) × 100; for workload
digests-name-occupancy = Occupancy
digests-formula-occupancy = talk with hold ÷ (talk with hold + ready time) × 100; after-call work is in neither
digests-name-occupancy_acw = Occupancy with after-call work
digests-formula-occupancy_acw = (talk with hold + after-call work) ÷ (talk with hold + after-call work + ready time) × 100
digests-name-agent_utilisation = Agent utilisation
digests-formula-agent_utilisation = (handling + ready time) ÷ signed-in time × 100
digests-name-agent_utilisation_paid = Agent utilisation of paid hours
digests-formula-agent_utilisation_paid = signed-in time ÷ paid hours × 100
digests-name-calls_per_hour = Calls per hour
digests-formula-calls_per_hour = calls answered by agents whose signing in is told ÷ their signed-in hours
digests-name-actual_work_rate = Actual work rate
digests-formula-actual_work_rate = time signed in and serving or ready ÷ scheduled time × 100, of agents with a shift
digests-name-adherence = Adherence
digests-formula-adherence = scheduled time in which the agent did what the schedule allows ÷ scheduled time × 100; deviations shorter than { $grace } s are forgiven, and a granted break is part of the schedule
digests-name-conformance = Conformance
digests-formula-conformance = time on the queue, whenever it was, ÷ time scheduled on the queue × 100
digests-name-adherence_monet = Schedule adherence (Monet)
digests-formula-adherence_monet = (phone time + other work) ÷ (shift − lunch − breaks + exceptions + overtime) × 100, with the handbook's signs; not capped, shown up to 100
digests-name-shrinkage = Shrinkage
digests-formula-shrinkage = scheduled time not spent on the queue ÷ scheduled time × 100; breaks and absence are in it
digests-name-cost_per_call = Average cost per call
digests-formula-cost_per_call = cost of the period ÷ answered calls
digests-name-monitoring_score = Monitoring score
digests-formula-monitoring_score = sum of the monitoring scores ÷ number of scores
digests-name-percent_attendance = Percent attendance
digests-formula-percent_attendance = people present ÷ people planned × 100, as the attendance report tells
digests-name-first_call_resolution = First-call resolution
digests-formula-first_call_resolution = calls solved at the first attempt, as the customer system tells, ÷ answered calls × 100
digests-name-agent_turnover = Agent turnover
digests-formula-agent_turnover = leavers of a month × 12 ÷ mean of opening and closing headcount × 100; several months are added up above and below
digests-name-business_error_rate = Business error rate
digests-formula-business_error_rate = errors found ÷ answered calls × 100

digests-amount-offered = calls offered
digests-amount-answered = calls answered
digests-amount-abandoned = calls abandoned
digests-amount-answered_waits = answered calls whose wait is told
digests-amount-answered_wait_s = wait of answered calls, s
digests-amount-answered_within = answered within the limit
digests-amount-abandoned_waits = abandoned calls whose wait is told
digests-amount-abandoned_wait_s = wait of abandoned calls, s
digests-amount-abandoned_within = abandoned within the limit
digests-amount-abandoned_short = abandoned at once
digests-amount-queued = calls that waited
digests-amount-queue_wait_s = wait of all calls, s
digests-amount-rings = rings at agents
digests-amount-ring_s = ring time at agents, s
digests-amount-answer_rings = answered calls whose ring is told
digests-amount-answer_ring_cycles = rings of the answering phone
digests-amount-talks = answered calls whose talk is told
digests-amount-talk_s = talk, s
digests-amount-handle_s = talk, hold and after-call work, s
digests-amount-holds = answered calls whose hold is told
digests-amount-hold_s = hold, s
digests-amount-acws = calls whose after-call work is told
digests-amount-acw_s = after-call work, s
digests-amount-transferred = answered calls transferred
digests-amount-transfers_told = answered calls told to be transferred or not
digests-amount-signed_in_s = signed-in time, s
digests-amount-signed_in_h = signed-in time, h
digests-amount-signed_in_answered = calls answered by these agents
digests-amount-talking_s = talk with hold, s
digests-amount-acw_time_s = after-call work, s
digests-amount-ready_s = ready time, s
digests-amount-not_ready_s = not-ready time, s
digests-amount-rostered = agents with a shift
digests-amount-rostered_signed_in = of them, signed in
digests-amount-rostered_signed_in_s = signed-in time of agents with a shift, s
digests-amount-rostered_on_queue_s = phone time: serving or ready, s
digests-amount-rostered_work_s = other work, s
digests-amount-rostered_talking_s = talk with hold of agents with a shift, s
digests-amount-rostered_acw_s = after-call work of agents with a shift, s
digests-amount-scheduled_s = scheduled time, s
digests-amount-lunch_s = granted lunch, s
digests-amount-rest_s = granted breaks, s
digests-amount-shrinkage_s = scheduled time off the queue, s
digests-amount-adherent_s = time kept to the schedule, s
digests-amount-adherence_scheduled_s = time in the schedule, s
digests-amount-on_queue_scheduled_s = time scheduled on the queue, s
digests-amount-cost = cost, CNY
digests-amount-blocked_calls = calls that got busy
digests-amount-attempts = attempts
digests-amount-planned = people planned
digests-amount-present = people present
digests-amount-errors = errors
digests-amount-first_call_resolved = calls solved at the first attempt
digests-amount-monitoring_points = points
digests-amount-monitoring_scores = scores
digests-amount-leavers_a_year = leavers × 12
digests-amount-headcount = mean headcount
digests-amount-paid_s = paid time, s
digests-amount-exceptions_s = exceptions, s
digests-amount-overtime_s = overtime, s

digests-why-ended_otherwise = ended in another way
digests-why-after_the_limit = waited longer than the limit
digests-why-never_waited = did not wait
digests-why-not_transferred = was not transferred
digests-why-wait_unknown = nobody tells the wait
digests-why-talk_unknown = nobody tells how long the talk was
digests-why-hold_unknown = nobody tells the hold
digests-why-acw_unknown = nobody tells the after-call work
digests-why-ring_unknown = nobody tells the ring
digests-why-transfer_unknown = nobody tells whether it was transferred
digests-why-no_states = nobody tells when they were signed in
digests-why-no_shift = no shift on the roster
digests-why-longer_period = told for more than this window

digests-flag-no_exit =
    { $rows ->
        [one] one call entered a queue and nothing follows
       *[other] { $rows } calls entered a queue and nothing follows
    }
digests-flag-no_complete =
    { $rows ->
        [one] one call was answered and nobody says when it ended
       *[other] { $rows } calls were answered and nobody says when they ended
    }
digests-flag-estimated_end = rows whose end is estimated, at the last sign before a restart: { $rows }
digests-flag-open_end = rows that nobody saw the end of: { $rows }; they count until the window ends
digests-flag-inferred = rows that no event began but a sign of life: { $rows }
digests-flag-without_acw = no after-call work is told, so none is in it
digests-flag-without_hold = hold is not told apart from talk, or not at all
digests-flag-no_states = agents left out because nobody tells when they were signed in: { $rows }
digests-flag-no_shift = agents left out because the roster has no shift for them: { $rows }
digests-flag-longer_period = figures left out because they are told for more than this window: { $rows }
digests-flag-part_of_period = its figures cover a part of this window only

digests-wrong-absent = absent
digests-wrong-late = late
digests-wrong-early_leave = left early
digests-wrong-long_break = back late from a break
digests-wrong-wrong_activity = not serving
digests-wrong-outside = outside the shift

## Digests in Slack

digests-title =
    { $span ->
        [week] Weekly digest, { $scope }: { $when }
        [hour] Hourly digest, { $scope }: { $when }
       *[day] Daily digest, { $scope }: { $when }
    }
digests-when =
    { $span ->
        [week] week from { $day } to { $last }
        [hour] { $day }, { $begins } to { $ends }
       *[day] { $weekday ->
            [1] Monday
            [2] Tuesday
            [3] Wednesday
            [4] Thursday
            [5] Friday
            [6] Saturday
           *[7] Sunday
        }, { $day }
    }
digests-and = {", "}
digests-corrected = *Corrected* since it was posted: { $changes }
digests-correction = { $name } { $was } → { $is_now }
digests-silent = :warning: *Nothing was told by { $feeds }*, which told something in the week before. The missing data are not in these numbers.
digests-rate =
    { $met ->
        [yes] :large_green_circle:
        [no] :red_circle:
       *[open] :white_circle:
    } *{ $name }* { $value }{ $target ->
        [none] {""}
       *[other] {" "}· target { $target }{ $met ->
            [yes] {""}, met
            [no] {""}, missed
           *[open] {""}
        }
    }{ $usual ->
        [none] {""}
       *[other] {" "}· usually { $usual }
    }
digests-trend = { $bars } the last ten days
digests-wanted =
    { $good ->
        [up] at least { $value }
        [down] at most { $value }
       *[other] { $value }
    }
digests-changed = *Not as usual*
digests-change =
    • { $name } { $value }, usually { $usual }{ $better ->
        [yes] {""}: better
        [no] {""}: worse
       *[neither] {""}
    }{ $scope ->
        [none] {""}
       *[other] {""}; most of all { $scope } ({ $most })
    }
digests-counted = As counted at { $at }.
digests-not-counted = This has not been counted yet.
digests-column-target = Target
digests-column-usual = Usually
digests-button-explain = Explain a number…
digests-button-people = Person by person
digests-button-export = Export to Excel
digests-chart-met = on target
digests-chart-missed = off target
digests-chart-no_target = no target
digests-chart-no_data = no data
digests-chart-answered = Answered
digests-chart-abandoned = Abandoned
digests-chart-level = Service level (answered within { $within } s)
digests-chart-target = target { $value }
digests-chart-no-calls = No calls
digests-chart-alt = Chart. { $title }.
digests-chart-alt-hours = Calls by the hour: the busiest began at { $busiest } ({ $calls } calls); the service level was lowest from { $worst } on ({ $level } %).
digests-chart-alt-rate =
    { $met ->
        [yes] { $name }: { $value }, on target.
        [no] { $name }: { $value }, off target.
       *[open] { $name }: { $value }.
    }

## /kpi: words people type

digests-verb-me = me, mine, my
digests-verb-target = target, targets, goal
digests-verb-help = help
digests-word-centre = centre, center, all, site
digests-word-team = team, my team
digests-word-queue = queue
digests-word-units = %, s, sec, seconds, rings, calls, points
digests-word-since = from, since
digests-word-on = on, onwards

## /kpi: answers

digests-command = How you, your team or the centre stand, and where a number comes from · 指标
digests-command-hint = [today | yesterday | 11-20] [team | queue | @agent | centre]
digests-help =
    /kpi shows how you or your team stand today, as far as it was counted; /kpi me always you
    /kpi yesterday, /kpi 11-20, /kpi yesterday A1, /kpi centre, /kpi @name: another day, another team, everybody, one person
    /kpi target shows what is aimed at
digests-help-managers = /kpi target login_rate 92 A1 from 12-01 sets a target from that day on; without a team for all, without a day from today
digests-asked = { $when }: { $scope }
digests-person = { $name } ({ $number })
digests-hint-team = Your team's: /kpi { $team }. Where a number comes from: choose it above.
digests-explanation-coming = I am taking this number apart; the explanation comes as a private message.
digests-workbook-coming = The Excel file is on its way; it comes as a private message.
digests-column-person = Name
digests-people-more = { $count } more are in the Excel file.
digests-home-title = Your numbers
digests-home-yesterday = *Yesterday, { $day }*: { $figures }
digests-home-today = *Today, { $day }*: { $figures }
digests-home-and = {" · "}
digests-home-figure = { $name } { $value }
digests-home-more = Counted as far as the phone system has told. More: /kpi me, /kpi me yesterday.

## /kpi: when it cannot be

digests-unknown = There is no team, queue or person “{ $typed }”.{ $nearest ->
        [none] {""}
       *[other] {" "}Did you mean “{ $nearest }”?
    } Teams: { $teams }. For a person use @name or the employee number.
digests-no-team = The roster has no team for you. Name one, such as /kpi A1, or ask your team leader to put you into a team.
digests-no-calls = You take no calls, so there is nothing to count of yours. /kpi alone shows your team or the centre.
digests-not-your-person = The numbers of { $name } are for { $name } and for the leaders of that team; please ask one of them. Your own: /kpi me.
digests-not-your-scope = The numbers of { $scope } are not yours to read; your team leader can tell you. Your own: /kpi me, your team's: /kpi team.
digests-people-not-yours = The people of { $team } are for the leaders of { $team }; please ask one of them. Your own numbers: /kpi me.
digests-day-to-come = { $day } is still to come; write today, yesterday or an earlier day.
digests-nothing-counted = Nothing was counted of { $day }; the newest day is { $newest }: /kpi { $newest }. Today is counted every minute once the phone system tells of it.
digests-nothing-yet = Nothing was counted yet, { $day } included: no phone system has told anything. Ask operations whether its import is running.

## Targets

digests-targets-set = *Targets*
digests-targets-none = *No target is set.*
digests-targets-more = All of them: shiftlead kpi targets.
digests-target-line =
    • *{ $name }* { $value } · { $scope } · { $coming ->
        [yes] counts from { $begins }
       *[no] since { $begins }
    }{ $by ->
        [none] {""}
       *[other] , set by { $by }
    }
digests-target-how = Site managers and the centre manager set a target: /kpi target login_rate 92, for one team /kpi target login_rate 92 A1, from a day on /kpi target login_rate 92 from 12-01.
digests-target-set-first = *{ $name }*, { $scope }: { $value } from { $begins } on. There was no target before.
digests-target-set = *{ $name }*, { $scope }: { $value } from { $begins } on. Before it was { $before }, since { $since }.
digests-target-managers = Targets are set by site managers and the centre manager; please ask one of them. /kpi target shows what is in force.
digests-target-form = Write the indicator and a number, such as /kpi target login_rate 92, then a team and from when on if you like: /kpi target login_rate 92 A1 from 12-01.
digests-target-value = A target of { $name } lies between 0 and { $most } { $unit }; please check the number.
digests-target-team = There is no team “{ $typed }”. The teams are: { $teams }. Without a team the target is for the centre.
digests-target-indicator = There is no indicator “{ $typed }”.{ $nearest ->
        [none] {""}
       *[other] {" "}The nearest are: { $nearest }.
    } /kpi target lists names that you can use.

## The workbook

digests-book-totals = Numbers
digests-book-hours = Hours
digests-book-columns = What is what
digests-book-scope = Scope
digests-book-name = Name
digests-book-number = Employee number
digests-book-hour = Hour from
digests-book-column = { $name } ({ $unit })
digests-book-kind-centre = centre
digests-book-kind-queue = queue
digests-book-kind-team = team
digests-book-kind-agent = agent
digests-book-key = Key
digests-book-formula = Formula
digests-book-unit = Unit
digests-book-numerator = Numerator
digests-book-denominator = Denominator
digests-book-better = Which way is better
digests-book-source = Source
digests-book-verified = Verified
digests-book-empty = An empty cell means no data; it never means 0.
digests-unit-name-percent = %
digests-unit-name-seconds = s
digests-unit-name-calls = calls
digests-unit-name-calls_per_hour = calls/h
digests-unit-name-yuan_per_call = CNY/call
digests-unit-name-rings = rings
digests-unit-name-points = points
digests-verified-yes = yes
digests-verified-no = no, the formula under this name is not verified
digests-agents-forgotten = People's own numbers are kept for { $days } days. Ask operations for older ones: they can be counted from the calls.
