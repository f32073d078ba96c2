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
