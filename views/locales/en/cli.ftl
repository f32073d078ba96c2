### The command line: settings, the handbook file, imports, checks.

settings-missing = { $name } is not set; put it in the environment or in .env (see .env.example).
settings-bad = { $name } cannot be read: { $why }.
settings-not-a-url = { $name } must begin with https:// or http://.
settings-not-a-zone = { $name } is no time zone; write one such as Asia/Shanghai.
settings-not-a-language = { $name } must be one of { $languages }.
settings-not-a-database = { $name } must begin with sqlite:/// or postgresql://.
settings-database-unreadable = { $name } cannot be read; write it like postgresql://user:password@host:5432/name, with %40 for an @ in the password.
settings-database-needs-a-file = { $name } must name a file, such as sqlite:///data/shiftlead.db.
settings-too-short = { $name } is too short; take at least { $limit } letters that nobody can guess, such as those of: openssl rand -hex 32
settings-no-file = { $name } names a file that is not there.
settings-unreadable = { $name } cannot be read: { $why }
settings-socket-needs-app-token = SLACK_MODE=socket needs SLACK_APP_TOKEN (it begins with xapp-).
settings-http-needs-signing-secret = SLACK_MODE=http needs SLACK_SIGNING_SECRET.

handbook-not-toml = this is no TOML file: { $why }
handbook-missing-key = { $path } is missing; copy it from the handbook file that is shipped.
handbook-unknown-key = { $path } is no key of the handbook; remove it or correct its name.
handbook-not-a-count = { $path } is { $value } but must be a whole number from { $low } to { $high }.
handbook-not-yes-no = { $path } is { $value } but must be true or false.
handbook-not-a-time = { $path } is { $value } but must be a time such as "08:15".
handbook-not-one-of = { $path } is { $value } but must be one of: { $names }.
handbook-not-words = { $path } is { $value } but must be a list of words such as ["meeting", "training"].

import-line = line { $line }: { $what }
import-nothing = Nothing was imported from { $file }; correct these lines and import it again:
import-encoding = the file is neither UTF-8 nor GB18030; save it as CSV UTF-8.
import-missing-columns = these columns are missing in the first line: { $columns }.
import-too-long = { $column } has { $letters } letters, at most { $limit } fit.
import-empty = { $column } is empty.
import-slack-id = { $column } is “{ $value }”; it should look like { $example }.
import-unknown-roles = there is no role { $roles }; the roles are { $known }.
import-yes-or-no = “{ $value }” in the column { $column } is neither yes nor no.
import-language = “{ $value }” is no language I speak; write zh-CN or en, or leave it empty.
import-day = { $column } is “{ $value }”; write a date such as 2026-11-20.
import-moment = { $column } is “{ $value }”; write a time such as 2026-11-20T08:30 or 2026-11-20T08:30+08:00.
import-left-before-hired = left_on { $left } is before hired_on { $hired }.
import-shift-length = a shift from { $starts } to { $ends } must end after it starts, within 24 hours.
import-repeated = { $column } { $value } stands in line { $first } already.
import-overlap = { $employee_no } would work twice at once, see line { $other }.
import-overlap-known = { $employee_no } already has a shift that starts at { $starts } and overlaps this one; to move it, add a row with its start and the kind cancelled.
import-unknown-team = there is no team { $team }; import the teams first. Known teams: { $known }
import-slack-id-taken = the Slack user ID { $value } belongs to employee { $holder }.
import-unknown-employee = nobody has the employee number { $employee_no }; import the roster first.
import-indicator = there is no indicator “{ $value }”; shiftlead kpi --format csv lists them all.
import-about = about is “{ $value }”; leave it empty for the centre, or write team:A1, queue:support or agent:1001.
import-number = { $column } is “{ $value }”; write a number that is not negative.
import-done = { $file }: { $new } new, { $changed } changed, { $same } unchanged.
import-not-csv = this is no CSV: { $why }
import-not-json = this is no JSON object with plain values.
import-not-an-event = this is no event of a queue log.
import-not-seconds = { $column } is “{ $value }”; write a duration as a number, 0 or more.
import-outcome = “{ $value }” is no outcome this format knows; it knows: { $known }.
import-state = “{ $value }” is no state this format knows; it knows: { $known }.
import-no-answer-time = the call was answered, but neither the time of the answer nor the wait is told.
import-order = { $last } cannot be after { $first } in this row; the moments are not in order.
import-figure-kind = there is no figure { $value }; the figures are: { $known }.
import-figure-about = about is “{ $value }”; leave it empty for the whole centre, or write team:A1, queue:support or agent:1001.
import-figure-period = period is “{ $value }”; write a day such as 2026-11-20 or a month such as 2026-11.
import-figure-value = value is “{ $value }”; write a number, 0 or more.
import-interval = the rows are not evenly apart; write one for every interval, of 1 to 60 minutes, of which whole ones make a day.
import-off-the-grid = at is “{ $value }”, but the rows of this file are { $minutes } minutes apart, counted from midnight.
import-unknown-events = These events were counted and not used: { $events }
import-skipped =
    { $count ->
        [one] One bad line was left out; it is in { $file }, with what is wrong with it.
       *[other] { $count } bad lines were left out; they are in { $file }, with what is wrong with each.
    }
import-progress = Importing { $file }

cli-no-file = { $file } is not there or cannot be read.
cli-problems = These settings need your attention:
cli-database = The database cannot be reached: { $why }
cli-port-taken = Port { $port } on { $host } is taken; choose another one (HTTP_PORT, or --port for the demo).
cli-system = The system says no: { $why }
cli-running = The bot is running and listens on http://{ $host }:{ $port } (stop it with Ctrl-C).
cli-demo-ready = The demo is ready: { $url }  (stop it with Ctrl-C)
cli-bad-speed = --speed is a number from 1 to 120; { $speed } is not.
cli-playground-ready = The playground is ready: { $url }
cli-playground-tokens = SLACK_API_URL={ $api } SLACK_BOT_TOKEN={ $bot } SLACK_APP_TOKEN={ $app } SLACK_SIGNING_SECRET={ $secret }
cli-upgraded = The database is up to date.
cli-audit-good = { $sealed } rows verified, { $unsealed } not yet sealed. Newest seal: { $newest }
cli-audit-broken = The record was changed: row { $row } does not fit its seal. { $sealed } rows were checked.
cli-bad-mapping = The mapping file { $file } cannot be used; this is missing, unknown or wrong in it: { $why }
cli-kpi-day = “{ $value }” is no date; write one such as 2026-11-20.
cli-kpi-dates = Give --date, or --from and --to in this order and at most a year apart.
cli-kpi-minutes = --minutes must be one of { $choices }.
cli-kpi-one-scope = Give only one of --team, --queue and --agent.
cli-kpi-key = There is no indicator { $indicator }; the indicators are { $known }.
cli-surge-source = Give a file, or --from and --to in this order; --queue goes with the two dates.
cli-surge-inject = --inject is “{ $value }”; write times and minutes such as 1.5x60, more than 1 and at most { $factor } times, at most { $minutes } minutes.
cli-surge-bad-file = { $file } cannot be replayed; correct these lines:
cli-surge-no-calls = No call was stored in these days. Import calls first, or give other days or another queue.
cli-surge-too-little = There is too little history: every day that is replayed needs { $weeks } of the same weekday before it.
cli-surge-progress = Replaying
cli-bad-seed = The seed file { $file } cannot be read: { $why }

check-good = Everything is in order.
check-database = The database does not answer: { $why }. Correct DATABASE_URL or start the database.
check-slack = Slack does not answer at { $url }: { $why }. Check SLACK_API_URL and the way out to the network.
check-token = Slack refuses the bot token: { $why }. Copy it anew from the app's settings (OAuth & Permissions) into SLACK_BOT_TOKEN.
check-app-token = Slack refuses the app token: { $why }. Make one with connections:write in the app's settings (Basic Information) and put it into SLACK_APP_TOKEN.
check-scope = The app lacks the scope { $scope }; add it in the app's settings and install the app again.
check-channel = Team { $team }: the channel { $channel } cannot be used: { $why }. Invite the bot, or correct the channel in the teams file and import it again.
check-no-channel = Team { $team } has no channel, so it has no board. Give it a channel_id in the teams file and import it again.
check-clock = This machine's clock differs from Slack's by { $seconds } s; signed requests fail beyond 300 s. Synchronise it.
check-locale = Slack does not tell people's languages; { $language } is used, the site's. Whoever wants another one writes /floor language.
check-no-teams = There are no teams yet: shiftlead import teams FILE.
check-no-people = There is nobody on the roster yet: shiftlead import roster FILE.
check-no-slack-id =
    { $count ->
        [one] { $names } has no Slack user ID on the roster; the bot cannot write to them. Add the ID to the roster and import it again.
       *[other] { $count } people on the roster have no Slack user ID, such as { $names }; the bot cannot write to them. Add their IDs to the roster and import it again.
    }
check-no-shift =
    { $count ->
        [one] { $names } has no shift in the coming week and cannot take a token. Import the coming shifts.
       *[other] { $count } people have no shift in the coming week, such as { $names }; they cannot take a token. Import the coming shifts.
    }
check-no-leader = Team { $team } has no leader of its own; special applications go to other leaders of the floor. Give somebody in it the role team_leader.
check-not-upgraded = The database is not up to date: shiftlead db upgrade.
check-nobody-leads = Team { $team } has no leader and neither has the floor; special applications would reach nobody. Give somebody the role team_leader or shift_leader.
check-unknown-user = The roster's Slack user ID { $user } is not known in this workspace. Correct the roster and import it again.
check-language =
    { $language ->
        [zh-CN] Chinese
       *[en] English
    }

cli-help = Shiftlead, the shift leader of a contact-centre floor, in Slack.
cli-help-run = Run the bot: bring the database up to date, connect to Slack, answer.
cli-help-demo = Try everything on this machine: a small local Slack and the bot, in your browser.
cli-help-demo-port = The port of the page; 0 takes a free one.
cli-help-demo-open = Open the page in the browser.
cli-help-demo-seed = Chance, as a number: the same one makes the same day.
cli-help-demo-speed = How many times as fast the day runs, from 1 to 120.
cli-help-playground = Start the small local Slack alone, for any Bolt app.
cli-help-playground-port = The port to listen on; 0 takes a free one.
cli-help-playground-seed = A JSON file with people, channels and tokens.
cli-help-playground-headless = Only the Web API and the events, no page.
cli-help-check = Look at settings, database, Slack, channels, clock and roster; name every problem at once.
cli-help-manifest = Print the Slack app manifest, made from what the bot can be asked.
cli-help-db = The database.
cli-help-upgrade = Bring the tables up to date; safe while others do the same.
cli-help-import = Bring in teams, the roster, shifts, and what phone systems report.
cli-help-teams = Teams: team, name, channel_id, language.
cli-help-roster = People: employee_no, name, slack_user_id, team, roles, language, hired_on, left_on; may_be_called if you like.
cli-help-shifts = Shifts: employee_no, starts_at, ends_at, kind.
cli-help-names = The phone systems' names for agents, several for one where it has several: name, employee_no.
cli-help-calls = Calls from a phone system: Asterisk's queue log and others; see --format.
cli-help-states = What agents were doing, from a phone system: see --format.
cli-help-figures = Figures for a day or a month that no phone system has: kind, about, period, value.
cli-help-feed-file = A file from the phone system.
cli-help-format = How the file is written.
cli-help-mapping = A mapping file (TOML) of your own, instead of a format.
cli-help-feed = The name of the phone system; rows of one feed are told apart by their key. Default: the format.
cli-help-zone = The zone of times that say none, such as UTC or Asia/Shanghai. Default: the site's.
cli-help-skip-bad = Bring in the good rows and write the bad ones beside the file, as FILE.bad.csv.
cli-help-file = A CSV file, in UTF-8 or GB18030.
cli-help-audit = The audit record.
cli-help-verify = Walk the chain of seals and say whether anybody changed the record.
cli-help-kpi = The indicators of a day, or of several: what the phone system and the roster come to.
cli-help-kpi-date = A day, such as 2026-11-20; without one, today.
cli-help-kpi-from = The first day of a range.
cli-help-kpi-to = The last day of a range; without it, today.
cli-help-kpi-team = Only this team.
cli-help-kpi-queue = Only this queue.
cli-help-kpi-agent = Only this agent, by employee number.
cli-help-kpi-by = One after the other: teams, agents, queues or intervals.
cli-help-kpi-minutes = The length of an interval: 15, 30 or 60.
cli-help-kpi-format = A table to read, or CSV or JSON for other programs.
cli-help-kpi-explain = Take one number apart: the formula, what went in, what was left out and why, and where it came from.
cli-help-kpi-key = The indicator, such as service_level_sl3.
cli-help-kpi-targets = The targets that are set, and the handbook-era values that are not.
cli-help-surge = The surge watch.
cli-help-surge-backtest = Replay what has been, and say how often the watch would have cried wolf, and how soon it would have seen a surge.
cli-help-surge-file = A CSV file with the columns at and count: calls per interval, one row for each, those without calls too.
cli-help-surge-from = The first of the days whose stored calls are replayed; the first weeks are history only.
cli-help-surge-to = The last of the days.
cli-help-surge-queue = Only this queue; without it, all calls of the centre.
cli-help-surge-inject = Put surges in: 1.5x60 is one and a half times the calls for 60 minutes, 400 times at random.
cli-help-surge-format = A table to read, or JSON for other programs.
cli-help-targets = Targets: indicator, about, effective_from, value.
