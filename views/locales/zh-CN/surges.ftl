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

## 人打的词

surges-verb-raise = 升级, 启动, 上调
surges-verb-lower = 降级, 下调
surges-verb-stand_down = 解除, 结束, 收队
surges-verb-drill = 演练
surges-verb-help = 帮助, 怎么用
surges-word-because = 因为, 原因
surges-word-level = 到, 级, 级支持
surges-word-queue = 队列, 技能组

## 应急事件

surges-command = 话务应急：看现状，升级、降级、解除、演练 · Surge
surges-command-hint = [升级 2 因为 … | 降级 因为 … | 解除 因为 … | 演练]
surges-title =
    { $drill ->
        [yes] 演练 · { $queue }：{ $level } 级支持
       *[no] { $level ->
            [0] 话务偏高：{ $queue }
           *[other] 话务异常增涨：{ $queue }，{ $level } 级支持
        }
    }
surges-over =
    { $drill ->
        [yes] :white_check_mark: 演练结束，{ $from } 开始，{ $to } 结束。
       *[no] :white_check_mark: 已解除。{ $from } 开始，{ $to } 结束。
    }
surges-drill-note = :test_tube: *这是演练。* 现场规定一概不变，只记录各人用时。
surges-since = { $from } 开始，{ $level_since } 进入本级。
surges-level =
    { $level ->
        [0] :large_yellow_circle: 来电比预测多，客户等待还正常，先不升级。
        [1] :large_orange_circle: *一级支持：* 在岗管理人员全部签入接电话。
        [2] :red_circle: *二级支持：* 管理人员签入，同时控制外出次数和时间。
       *[3] :rotating_light: *三级支持：* 管理人员签入，控制外出，并请休班人员到场支援。
    }
surges-calls = { $from } 到 { $to }：来电 *{ $calls }* 个，预测 { $expected } 个
surges-calls-unknown = { $from } 到 { $to }：来电 *{ $calls }* 个，历史数据还不够，没有预测
surges-felt = 服务水平 { $service_level } · 最长等待 { $oldest } 秒 · 排队 { $waiting } 人 · 在线坐席 { $agents }
surges-unknown = 未知
surges-needed = 大约再加 *{ $more } 名坐席、顶 { $minutes } 分钟*，就能回到 { $goal }/{ $within }。
surges-enough = 按现有坐席，可以达到 { $goal }/{ $within }。
surges-assumes = 按每小时来电 { $calls } 个、每通 { $aht } 秒、客户平均等 { $patience } 秒放弃估算，正在排队的也算在内。
surges-assumes-patient = 按每小时来电 { $calls } 个、每通 { $aht } 秒、没有人放弃估算，正在排队的也算在内。
surges-answered = :ballot_box_with_check: 已签入或已确认：{ $names }
surges-unanswered = :hourglass: 还没有：{ $names }
surges-nobody-called = 按排班，现在没有管理人员在岗。
surges-answer = { $name } { $at }
surges-timeline = *经过*
surges-change =
    { $did ->
        [opened] { $at } { $who }：发现，{ $level } 级
        [raised] { $at } { $who }：升到 { $level } 级
        [lowered] { $at } { $who }：降到 { $level } 级
       *[ended] { $at } { $who }：解除
    }
surges-change-because = { $change }。{ $reason }
surges-clock = 系统监控
surges-reason =
    { $why ->
        [interval] { $minutes } 分钟来电 { $found } 个，预测 { $against } 个
        [volume] { $minutes } 分钟来电 { $found } 个，预测 { $against } 个
        [service_level] 服务水平 { $percent }%
        [oldest_wait] 最长等待 { $found } 秒
        [waiting] 排队 { $found } 人，坐席 { $against } 名
        [projected] 预计服务水平 { $percent }%
        [missing] 缺 { $found } 名坐席
        [cooling] 上一次刚结束
        [silent] 数据中断
       *[too_little_history] 历史数据不足：{ $found } 周，需要 { $against } 周
    }
surges-how = 升级：/surge 升级 因为 … · 降级：/surge 降级 因为 … · 解除：/surge 解除 因为 …

## 通知谁

surges-button-acknowledge = 我这就签入
surges-request =
    { $drill ->
        [yes] :test_tube: *这是演练。* 队列 { $queue } 模拟一级支持，请按真实情况签入，并在 { $due } 前点这里确认。
       *[no] :rotating_light: *一级支持。* 队列 { $queue } 来电太多，请马上签入接电话，并在 { $due } 前点这里确认。
    }
surges-request-done = :ballot_box_with_check: 收到，辛苦了。队列 { $queue }：{ $at } 已登记。
surges-request-over = 队列 { $queue } 已经解除，辛苦了。
surges-late =
    { $drill ->
        [yes] 演练 · { $queue }：{ $minutes } 分钟内没有回应：{ $names }
       *[no] :hourglass: 一级支持，队列 { $queue }：{ $minutes } 分钟内没有回应：{ $names }
    }
surges-late-none = 队列 { $queue }：通知到的人都已回应。
surges-late-over = 队列 { $queue } 已经解除。当时没有按时回应的：{ $names }
surges-silence = :mute: *话务系统 { $feed } 从 { $from } 起没有任何数据，而现在有人当班。* 这段时间它的队列无法监控，请尽快检查数据来源。
surges-silence-over = :loud_sound: 话务系统 { $feed } 恢复了，{ $from } 到 { $to } 没有数据。监控继续。

## /surge：回答

surges-none = 现在没有话务异常。每 { $minutes } 分钟看一次所有队列。
surges-silent = :mute: { $feed } 没有数据，它的队列暂时无法监控。
surges-brief = *{ $title }*，{ $from } 开始
surges-more = 另有 { $count } 个事件
surges-opened = 好的，{ $queue } 现在是 { $level } 级。
surges-ended = 好的，{ $queue } 已解除。
surges-drilled = { $queue } 的演练开始了。练完请解除；满 { $minutes } 分钟自动结束。
surges-acknowledged = 收到，辛苦了。
surges-not-called = 这次没有通知你，或者已经解除，不用确认。
surges-because-missing = 每次变动都要写原因：/surge { $verb } 因为 …
surges-reason-long = 原因最多 { $limit } 个字，你写了 { $letters } 个，请精简一下。
surges-which-queue = 是哪个队列？请写明：{ $queues }。
surges-no-queues = 话务系统还没有报过任何队列，请写明队列，例如 /surge 升级 support 1 因为 …
surges-is-highest = { $queue } 已经是三级，没有更高的了。
surges-is-not-above = { $queue } 已经是 { $level } 级。要降级请写：/surge 降级 因为 …
surges-is-not-below = { $queue } 现在是 { $level } 级。要升级请写：/surge 升级 因为 …
surges-is-calm = { $queue } 现在没有应急，不用降级或解除。
surges-drill-not-now = { $queue } 正在应急或演练，等结束以后再练。
surges-drill-levels = 演练只有一级；练完请写 /surge 解除 因为 …
surges-nothing-open = 现在没有应急，也没有演练，不用降级或解除。
surges-help =
    /surge 看现在的情况
    /surge 升级 2 因为 … ，/surge 升级 support 因为 … ：升一级，或升到写明的级别
    /surge 降级 因为 … ，/surge 解除 因为 … ：降一级，或全部解除
    /surge 演练 support ：演练，现场规定一概不变

## 报告

surges-report-title =
    { $drill ->
        [yes] 演练 · 报告：{ $queue }
       *[no] 话务应急报告：{ $queue }
    }
surges-report-span = { $from } 到 { $to }，{ $minutes } 分钟；最高 { $level } 级。
surges-report-levels = 服务水平：之前 { $before }，期间 { $during }，之后 { $after }。
surges-report-level = { $percent }%（{ $calls } 通）
surges-report-answer = { $name }：{ $seconds } 秒
surges-report-unanswered = { $name }：没有回应
surges-report-answers = *签入通知的回应用时*
surges-chart-title = { $queue }：每 { $minutes } 分钟来电
surges-chart-came = 实际来电
surges-chart-expected = 预测
surges-chart-alt = 图：{ $queue } 每 { $minutes } 分钟来电，截至 { $to }；一共来电 { $calls } 个，预测 { $expected } 个。
surges-chart-said = { $queue }，截至 { $to }
surges-chart-not-expected = 历史数据还不够，没有预测
surges-call-in = *休班支援：* 需要 { $need } 人，已有 { $accepted } 人答应（{ $arrived } 人已到），{ $declined } 人来不了，{ $open } 人还没回；共问了 { $asked } 人。
