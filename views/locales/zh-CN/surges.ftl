### 话务异常监控。

surges-backtest-as-it-was = 话务异常监控回放（原始数据）
surges-backtest-with-surges = 话务异常监控回放，加入 { $factor } 倍、{ $minutes } 分钟的突增（种子 { $seed }）
surges-backtest-weeks = 回放周数
surges-backtest-false-alarms = 每周误报
surges-backtest-surges = 加入的突增
surges-backtest-detection = 一小时内发现
surges-backtest-within = { $minutes } 分钟内发现
surges-backtest-median = 发现用时（中位数）
surges-backtest-p90 = 发现用时（九成以内）
surges-backtest-minutes = { $minutes } 分钟
surges-backtest-never = 没有发现
surges-backtest-flaps = 同一次突增重复报警（最多）
