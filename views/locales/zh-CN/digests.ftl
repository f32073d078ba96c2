### 指标：名称、公式，以及怎样拆开一个数字。

digests-no-data = 无数据
digests-undefined = 无法计算
digests-scope-centre = 全中心
digests-scope-queue = 队列 { $name }
digests-scope-team = 班组 { $name }
digests-scope-agent = 坐席 { $name }
digests-nothing = 这一天没有任何数据。
digests-table = { $scope }，{ $date }
digests-column-name = 指标
digests-column-value = 数值
digests-column-ratio = 分子 / 分母
digests-column-flags = 说明
digests-explain-title = { $name }（{ $indicator }），{ $scope }，{ $date }
digests-explain-value = 数值：{ $value } = { $ratio }
digests-explain-formula = 公式：{ $formula }。
digests-explain-counting =
    { $kind ->
        [team] 来电按接起的时刻计入，以各人自己的班次日为准；放弃的来电不属于任何班组。
        [agent] 来电按接起的时刻计入，以本人的班次日为准；放弃的来电不属于任何坐席。
       *[other] 来电按到达的时刻计入。夜班算在开始的那一天。
    }
digests-explain-source =
    { $verified ->
        [true] 来源：{ $source }。
       *[other] 来源：{ $source }；这个名称下的公式尚未核实。
    }
digests-explain-good =
    { $good ->
        [up] 越高越好。
        [down] 越低越好。
       *[other] 高低本身没有好坏。
    }
digests-explain-inputs = 计入的内容：
digests-explain-days = 由每天的数相加而得：
digests-explain-day = { $day }：{ $value } = { $ratio }
digests-explain-above = 分子：
digests-explain-below = 分母：
digests-explain-input =
    { $over ->
        [calls] { $name }：{ $value }（{ $rows } 通来电）
        [agents] { $name }：{ $value }（{ $rows } 名坐席）
       *[other] { $name }：{ $value }（{ $rows } 个数字）
    }
digests-explain-untold = { $name }：没有数据
digests-explain-left =
    { $over ->
        [calls] 未计入，{ $why }：{ $rows } 通来电，例如 { $examples }
        [agents] 未计入，{ $why }：{ $rows } 名坐席{ $examples ->
            [none] {""}
           *[other] ，例如 { $examples }
        }
       *[other] 未计入，{ $why }：{ $rows } 个数字，例如 { $examples }
    }
digests-explain-deviations = 遵时异常，最长的在前（共 { $count } 条，列出 { $shown } 条）：
digests-explain-deviation = { $agent }：{ $wrong }，{ $begins } 到 { $ends }，{ $minutes } 分钟
digests-explain-flags = 数据质量：
digests-explain-no-flags = 没有异常
digests-explain-imports = 数据来源：
digests-explain-no-imports = 这些天没有导入任何数据
digests-explain-import = { $feed }（{ $format }），{ $source }，导入于 { $at }：{ $rows } 行，未知事件 { $unknown } 个，坏行 { $bad } 行
digests-target = { $name }，{ $about }：{ $value } { $unit }，自 { $since } 起
digests-no-targets = 还没有设定目标：shiftlead import targets FILE。
digests-suggestions = 手册年代的参考值，仅供参考，不设定就不生效：
digests-suggestion =
    { $verified ->
        [true] { $name }（{ $indicator }）：{ $value } { $unit }
       *[other] { $name }（{ $indicator }）：{ $value } { $unit }，未核实
    }

digests-unit-percent = { $value } %
digests-unit-seconds = { $value } 秒
digests-unit-calls = { $value } 通
digests-unit-calls_per_hour = { $value } 通/小时
digests-unit-yuan_per_call = { $value } 元
digests-unit-rings = { $value } 次
digests-unit-points = { $value } 分

digests-name-calls_offered = 总呼叫数
digests-formula-calls_offered = 到达队列的全部来电，包括被队列拒绝的；运营商线路上的忙音不在内
digests-name-calls_answered = 接起数
digests-formula-calls_answered = 坐席接起的来电
digests-name-calls_abandoned = 放弃数
digests-formula-calls_abandoned = 坐席接起之前在队列里挂断的来电
digests-name-service_level_sl1 = 服务水平 SL1
digests-formula-service_level_sl1 = （{ $within } 秒内接起 + { $within } 秒内放弃）÷（接起 + 放弃）× 100；正好 { $within } 秒算在内，以其他方式离开队列的不计
digests-name-service_level_sl2 = 服务水平 SL2
digests-formula-service_level_sl2 = { $within } 秒内接起 ÷ 接起 × 100；正好 { $within } 秒算在内
digests-name-service_level_sl3 = 服务水平 SL3
digests-formula-service_level_sl3 = { $within } 秒内接起 ÷（接起 + 放弃）× 100；正好 { $within } 秒算在内，以其他方式离开队列的不计
digests-name-service_level_sl4 = 服务水平 SL4
digests-formula-service_level_sl4 = { $within } 秒内接起 ÷（接起 + 超过 { $within } 秒才放弃）× 100
digests-name-service_level_sl5 = 服务水平 SL5
digests-formula-service_level_sl5 = { $within } 秒内接起 ÷（接起 + 超过 { $short } 秒才放弃）× 100
digests-name-average_speed_of_answer = 平均应答速度
digests-formula-average_speed_of_answer = 已接起来电的等待时间 ÷ 接起数
digests-name-average_speed_of_answer_total = 平均应答速度（书中算法）
digests-formula-average_speed_of_answer_total = 全部来电（含放弃）的排队时间 ÷ 接起数
digests-name-average_abandonment_time = 平均放弃时间
digests-formula-average_abandonment_time = 放弃来电的等待时间 ÷ 放弃数
digests-name-average_queue_time = 平均排队时间
digests-formula-average_queue_time = 排队时间合计 ÷ 排过队的来电数
digests-name-percent_abandoned = 呼叫放弃率
digests-formula-percent_abandoned = 放弃 ÷（接起 + 放弃）× 100
digests-name-percent_abandoned_without_short = 呼叫放弃率（不计短时放弃）
digests-formula-percent_abandoned_without_short = 超过 { $short } 秒才放弃 ÷（接起 + 超过 { $short } 秒才放弃）× 100
digests-name-percent_answered = 已复电话百分比
digests-formula-percent_answered = 接起数 ÷ 总呼叫数 × 100
digests-name-percent_queued = 队列放置率
digests-formula-percent_queued = 排过队的来电 ÷ 总呼叫数 × 100
digests-name-percent_transferred = 转接呼叫率
digests-formula-percent_transferred = 转接的已接来电 ÷ 说明了是否转接的已接来电 × 100
digests-name-percent_blocked = 忙音率
digests-formula-percent_blocked = 忙音呼叫 ÷ 全部呼叫尝试 × 100，两项都来自运营商报表
digests-name-average_talk_time = 平均交谈时间
digests-formula-average_talk_time = 交谈时间 ÷ 有交谈时间的已接来电
digests-name-average_handle_time = 平均通话时间
digests-formula-average_handle_time = （交谈 + 持线 + 事后处理）÷ 有交谈时间的已接来电；没有数据的部分不计，并在旁边注明
digests-name-average_hold_time = 平均持线时间
digests-formula-average_hold_time = 持线时间 ÷ 有持线数据的已接来电，没有持线的也算一通
digests-name-after_call_work_time = 事后处理时间
digests-formula-after_call_work_time = 事后处理时间 ÷ 处理的来电数；来电本身没有数据时取坐席状态
digests-name-average_number_of_rings = 平均振铃次数
digests-formula-average_number_of_rings = 应答话机的振铃时间 ÷ { $cycle } 秒 ÷ 有振铃数据的已接来电
digests-name-average_ring_time = 平均振铃时间
digests-formula-average_ring_time = 坐席话机的振铃时间 ÷ 振铃次数，含未接的；班组和个人只知道接起的振铃
digests-name-login_rate = 员工登陆率
digests-formula-login_rate = 签入时间 ÷ 排班时间 × 100，只计有排班的坐席
digests-name-login_rate_headcount = 员工登陆率（按人数）
digests-formula-login_rate_headcount = 有排班且签入的坐席 ÷ 有排班的坐席 × 100
digests-name-not_ready_rate = 员工未就绪率
digests-formula-not_ready_rate = 未就绪时间 ÷ 签入时间 × 100；通话和事后处理不算未就绪
digests-name-ready_rate = 就绪等待占比
digests-formula-ready_rate = 就绪等待时间 ÷ 签入时间 × 100；与未就绪率、工时利用率合计为 100
digests-name-utilisation = 工时利用率
digests-formula-utilisation = （通话含持线 + 事后处理）÷ 签入时间 × 100
digests-name-utilisation_paid = 工时利用率（按付薪工时）
digests-formula-utilisation_paid = （通话含持线 + 事后处理）÷ 付薪工时 × 100；用于招聘测算
digests-name-utilisation_on_site = 工时利用率（按在岗工时）
digests-formula-utilisation_on_site = （通话含持线 + 事后处理）÷ 排班时间 × 100，只计有排班的坐席；用于排班
digests-name-utilisation_online = 工时利用率（按在线时间）
digests-formula-utilisation_online = （通话含持线 + 事后处理）÷（通话含持线 + 事后处理 + 就绪等待）× 100；用于看负荷
digests-name-occupancy = 占线率
digests-formula-occupancy = 通话含持线 ÷（通话含持线 + 就绪等待）× 100；不含事后处理
digests-name-occupancy_acw = 占线率（含事后处理）
digests-formula-occupancy_acw = （通话含持线 + 事后处理）÷（通话含持线 + 事后处理 + 就绪等待）× 100
digests-name-agent_utilisation = 值机员利用率
digests-formula-agent_utilisation = （处理来电 + 就绪等待）÷ 签入时间 × 100
digests-name-agent_utilisation_paid = 值机员利用率（按付薪工时）
digests-formula-agent_utilisation_paid = 签入时间 ÷ 付薪工时 × 100
digests-name-calls_per_hour = 每小时呼叫次数
digests-formula-calls_per_hour = 有签入记录的坐席接起的来电 ÷ 签入小时数
digests-name-actual_work_rate = 实际工作率
digests-formula-actual_work_rate = 签入并可服务的时间（通话、事后处理、就绪）÷ 排班时间 × 100，只计有排班的坐席
digests-name-adherence = 遵时率
digests-formula-adherence = 按排班做事的时间 ÷ 排班时间 × 100；短于 { $grace } 秒的偏差不计，批准的小休属于排班
digests-name-conformance = 排班符合率
digests-formula-conformance = 实际在线服务时间（不论何时）÷ 排班在线时间 × 100
digests-name-adherence_monet = 排班表遵时率
digests-formula-adherence_monet = （值机时间 + 其他与工作相关的活动时间）÷（倒班时间 − 午餐时间 − 休息时间 + 无可预测时间 + 加班时间）× 100，按手册的正负号；不封顶，显示到 100
digests-name-shrinkage = 损耗率
digests-formula-shrinkage = 排班时间中没有在线服务的部分 ÷ 排班时间 × 100；含小休和缺勤
digests-name-cost_per_call = 平均单呼成本
digests-formula-cost_per_call = 期间总成本 ÷ 接起数
digests-name-monitoring_score = 监听分值
digests-formula-monitoring_score = 监听分值合计 ÷ 监听次数
digests-name-percent_attendance = 出勤率
digests-formula-percent_attendance = 实到人数 ÷ 应到人数 × 100，取自考勤
digests-name-first_call_resolution = 一次性解决问题的呼叫率
digests-formula-first_call_resolution = 一次解决的来电（取自客户系统）÷ 接起数 × 100
digests-name-agent_turnover = 值机员流动率
digests-formula-agent_turnover = 每月离职人数 × 12 ÷ 期初期末平均人数 × 100；多个月时分子分母各自相加
digests-name-business_error_rate = 业务差错率
digests-formula-business_error_rate = 业务差错数 ÷ 接起数 × 100

digests-amount-offered = 总呼叫数
digests-amount-answered = 接起数
digests-amount-abandoned = 放弃数
digests-amount-answered_waits = 有等待时间的已接来电
digests-amount-answered_wait_s = 已接来电的等待秒数
digests-amount-answered_within = 时限内接起
digests-amount-abandoned_waits = 有等待时间的放弃来电
digests-amount-abandoned_wait_s = 放弃来电的等待秒数
digests-amount-abandoned_within = 时限内放弃
digests-amount-abandoned_short = 短时放弃
digests-amount-queued = 排过队的来电
digests-amount-queue_wait_s = 全部来电的排队秒数
digests-amount-rings = 坐席振铃次数
digests-amount-ring_s = 坐席振铃秒数
digests-amount-answer_rings = 有振铃数据的已接来电
digests-amount-answer_ring_cycles = 应答话机的振铃次数
digests-amount-talks = 有交谈时间的已接来电
digests-amount-talk_s = 交谈秒数
digests-amount-handle_s = 交谈、持线和事后处理秒数
digests-amount-holds = 有持线数据的已接来电
digests-amount-hold_s = 持线秒数
digests-amount-acws = 有事后处理数据的来电
digests-amount-acw_s = 事后处理秒数
digests-amount-transferred = 转接的已接来电
digests-amount-transfers_told = 说明了是否转接的已接来电
digests-amount-signed_in_s = 签入秒数
digests-amount-signed_in_h = 签入小时数
digests-amount-signed_in_answered = 这些坐席接起的来电
digests-amount-talking_s = 通话（含持线）秒数
digests-amount-acw_time_s = 事后处理秒数
digests-amount-ready_s = 就绪等待秒数
digests-amount-not_ready_s = 未就绪秒数
digests-amount-rostered = 有排班的坐席
digests-amount-rostered_signed_in = 其中签入的坐席
digests-amount-rostered_signed_in_s = 有排班坐席的签入秒数
digests-amount-rostered_on_queue_s = 值机秒数（通话、事后处理、就绪）
digests-amount-rostered_work_s = 其他与工作相关的秒数
digests-amount-rostered_talking_s = 有排班坐席的通话秒数
digests-amount-rostered_acw_s = 有排班坐席的事后处理秒数
digests-amount-scheduled_s = 排班秒数
digests-amount-lunch_s = 批准的午餐秒数
digests-amount-rest_s = 批准的小休秒数
digests-amount-shrinkage_s = 排班内未在线服务秒数
digests-amount-adherent_s = 遵守排班秒数
digests-amount-adherence_scheduled_s = 排班安排秒数
digests-amount-on_queue_scheduled_s = 排班在线秒数
digests-amount-cost = 成本（元）
digests-amount-blocked_calls = 忙音呼叫
digests-amount-attempts = 呼叫尝试
digests-amount-planned = 应到人数
digests-amount-present = 实到人数
digests-amount-errors = 差错数
digests-amount-first_call_resolved = 一次解决的来电
digests-amount-monitoring_points = 监听得分合计
digests-amount-monitoring_scores = 监听次数
digests-amount-leavers_a_year = 离职人数 × 12
digests-amount-headcount = 平均人数
digests-amount-paid_s = 付薪秒数
digests-amount-exceptions_s = 无可预测秒数
digests-amount-overtime_s = 加班秒数

digests-why-ended_otherwise = 以其他方式结束
digests-why-after_the_limit = 等待超过时限
digests-why-never_waited = 没有排队
digests-why-not_transferred = 没有转接
digests-why-wait_unknown = 没有等待时间
digests-why-talk_unknown = 没有交谈时间
digests-why-hold_unknown = 没有持线时间
digests-why-acw_unknown = 没有事后处理时间
digests-why-ring_unknown = 没有振铃时间
digests-why-transfer_unknown = 没有说明是否转接
digests-why-no_states = 没有签入记录
digests-why-no_shift = 没有排班
digests-why-longer_period = 属于更长的期间

digests-flag-no_exit = { $rows } 通来电进了队列之后没有下文
digests-flag-no_complete = { $rows } 通来电接起后没有结束记录
digests-flag-estimated_end = { $rows } 条记录的结束时间是估计的（取重启前的最后动静）
digests-flag-open_end = { $rows } 条记录没有结束，计到时段末
digests-flag-inferred = { $rows } 条记录没有开始事件，由动静推断
digests-flag-without_acw = 没有事后处理数据，因此未计入
digests-flag-without_hold = 持线没有单独记录
digests-flag-no_states = { $rows } 名坐席没有签入记录，未计入
digests-flag-no_shift = { $rows } 名坐席没有排班，未计入
digests-flag-longer_period = { $rows } 个数字属于更长的期间，未计入
digests-flag-part_of_period = 数字只覆盖了这段时间的一部分

digests-wrong-absent = 缺勤
digests-wrong-late = 迟到
digests-wrong-early_leave = 早退
digests-wrong-long_break = 小休超时
digests-wrong-wrong_activity = 未按排班服务
digests-wrong-outside = 班外在线

## Slack 里的日报、周报和时报

digests-title =
    { $span ->
        [week] { $scope } 周报：{ $when }
        [hour] { $scope } 时报：{ $when }
       *[day] { $scope } 日报：{ $when }
    }
digests-when =
    { $span ->
        [week] { $day }至{ $last }（一周）
        [hour] { $day } { $begins } 至 { $ends }
       *[day] { $day }（周{ $weekday ->
            [1] 一
            [2] 二
            [3] 三
            [4] 四
            [5] 五
            [6] 六
           *[7] 日
        }）
    }
digests-and = {"；"}
digests-corrected = *发出后有更正*：{ $changes }
digests-correction = { $name } { $was } → { $is_now }
digests-silent = :warning: *{ $feeds } 没有传来任何数据*，而前一周是有的。缺的数据这里也没有算进去。
digests-rate =
    { $met ->
        [yes] :large_green_circle:
        [no] :red_circle:
       *[open] :white_circle:
    } *{ $name }* { $value }{ $target ->
        [none] {""}
       *[other] {" "}· 目标{ $target }{ $met ->
            [yes] ，达标
            [no] ，未达标
           *[open] {""}
        }
    }{ $usual ->
        [none] {""}
       *[other] {" "}· 平时 { $usual }
    }
digests-trend = { $bars } 近十天
digests-wanted =
    { $good ->
        [up] 不低于 { $value }
        [down] 不高于 { $value }
       *[other] { $value }
    }
digests-changed = *和平时不一样的*
digests-change =
    • { $name } { $value }，平时 { $usual }{ $better ->
        [yes] ，变好
        [no] ，变差
       *[neither] {""}
    }{ $scope ->
        [none] {""}
       *[other] ；变化最大的是{ $scope }（{ $most }）
    }
digests-counted = 统计到 { $at }。
digests-not-counted = 这段时间还没有统计结果。
digests-column-target = 目标
digests-column-usual = 平时
digests-button-explain = 这个数怎么来的…
digests-button-people = 看每个人
digests-button-export = 导出 Excel
digests-chart-met = 达标
digests-chart-missed = 未达标
digests-chart-no_target = 未设目标
digests-chart-no_data = 无数据
digests-chart-answered = 接起
digests-chart-abandoned = 放弃
digests-chart-level = 服务水平（{ $within } 秒内接起）
digests-chart-target = 目标 { $value }
digests-chart-no-calls = 没有来电
digests-chart-alt = 图表。{ $title }。
digests-chart-alt-hours = 每小时来电：{ $busiest } 起的一小时最忙（{ $calls } 通）；{ $worst } 起的一小时服务水平最低（{ $level } %）。
digests-chart-alt-rate =
    { $met ->
        [yes] { $name }：{ $value }，达标。
        [no] { $name }：{ $value }，未达标。
       *[open] { $name }：{ $value }。
    }

## /kpi：大家会打的字

digests-verb-me = 我, 我的, 自己
digests-verb-target = 目标, 设目标, 指标目标
digests-verb-help = 帮助, 怎么用
digests-word-centre = 全中心, 中心, 全部, 现场
digests-word-team = 班组, 本组, 我的班组, 团队
digests-word-queue = 队列, 技能组
digests-word-units = %, 秒, 次, 通, 分, 元
digests-word-since = 从, 自
digests-word-on = 起, 开始

## /kpi：回答

digests-command = 看自己、班组或全中心的指标，以及数字怎么来的 · KPI
digests-command-hint = [今天 | 昨天 | 11-20] [班组 | 队列 | @姓名 | 全中心]
digests-help =
    /kpi 看今天到现在的指标：坐席看自己，班长看班组；/kpi 我 只看自己
    /kpi 昨天，/kpi 11-20，/kpi 昨天 A1，/kpi 全中心，/kpi @姓名：换一天、换班组、看全中心、看某个人
    /kpi 目标 看现在定的目标
digests-help-managers = /kpi 目标 login_rate 92 A1 从 12-01 起：设定目标；不写班组就是全中心，不写日期就从今天起
digests-asked = { $scope }：{ $when }
digests-person = { $name }（{ $number }）
digests-hint-team = 看班组：/kpi { $team }。想知道某个数怎么来的，在上面选。
digests-explanation-coming = 正在拆解这个数，说明会用私信发给你。
digests-workbook-coming = 正在生成 Excel 文件，好了会用私信发给你。
digests-column-person = 姓名
digests-people-more = 还有 { $count } 人，都在 Excel 文件里。
digests-home-title = 我的指标
digests-home-yesterday = *昨天（{ $day }）*：{ $figures }
digests-home-today = *今天（{ $day }）*：{ $figures }
digests-home-and = {" · "}
digests-home-figure = { $name } { $value }
digests-home-more = 话务系统的数据到哪里，就统计到哪里。看更多：/kpi 我，/kpi 我 昨天。

## /kpi：不行的时候

digests-unknown = 没有叫“{ $typed }”的班组、队列或人。{ $nearest ->
        [none] {""}
       *[other] 你是想说“{ $nearest }”吗？
    }现有班组：{ $teams }。查某个人请用 @姓名 或工号。
digests-no-team = 花名册里你还没有分到班组。请写明班组，例如 /kpi A1，或者让班长在花名册里补上。
digests-no-calls = 你不接电话，没有个人指标可看。直接输入 /kpi 看班组或全中心。
digests-not-your-person = { $name } 的指标只有本人和该班组的负责人能看，请找他们。看自己的：/kpi 我。
digests-not-your-scope = { $scope } 的指标不对你开放，想了解请问班长。看自己的：/kpi 我，看本组的：/kpi 班组。
digests-people-not-yours = { $team } 每个人的指标只有该班组的负责人能看，请找他们。看自己的：/kpi 我。
digests-day-to-come = { $day } 还没到，请写 今天、昨天 或更早的日期。
digests-nothing-counted = { $day } 没有统计结果，最近有结果的一天是 { $newest }：/kpi { $newest }。今天的数据在话务系统传来后每分钟统计一次。
digests-nothing-yet = 还没有任何统计结果，{ $day } 也没有：话务系统还没有传来数据。请问一下运维，导入是否正常。

## 目标

digests-targets-set = *目标*
digests-targets-none = *还没有设定目标。*
digests-targets-more = 全部目标：shiftlead kpi targets。
digests-target-line =
    • *{ $name }* { $value } · { $scope } · { $coming ->
        [yes] { $begins }起生效
       *[no] { $begins }起
    }{ $by ->
        [none] {""}
       *[other] ，{ $by } 设定
    }
digests-target-how = 目标由现场负责人和中心经理设定：/kpi 目标 员工登陆率 92；只给一个班组：/kpi 目标 login_rate 92 A1；从某天起：/kpi 目标 login_rate 92 从 12-01 起。
digests-target-set-first = *{ $name }*，{ $scope }：{ $begins }起{ $value }。之前没有目标。
digests-target-set = *{ $name }*，{ $scope }：{ $begins }起{ $value }。之前是{ $before }（{ $since }起）。
digests-target-managers = 目标由现场负责人和中心经理设定，请找他们。现在的目标：/kpi 目标。
digests-target-form = 请写指标和数值，例如 /kpi 目标 login_rate 92；也可以加班组和日期：/kpi 目标 login_rate 92 A1 从 12-01 起。
digests-target-value = { $name }的目标应在 0 到 { $most } { $unit } 之间，请核对一下数值。
digests-target-team = 没有叫“{ $typed }”的班组。现有班组：{ $teams }。不写班组就是全中心的目标。
digests-target-indicator = 没有叫“{ $typed }”的指标。{ $nearest ->
        [none] {""}
       *[other] 相近的有：{ $nearest }。
    }/kpi 目标 里列有可用的名称。

## Excel 文件

digests-book-totals = 指标
digests-book-hours = 分小时
digests-book-columns = 说明
digests-book-scope = 范围
digests-book-name = 名称
digests-book-number = 工号
digests-book-hour = 小时（起）
digests-book-column = { $name }（{ $unit }）
digests-book-kind-centre = 全中心
digests-book-kind-queue = 队列
digests-book-kind-team = 班组
digests-book-kind-agent = 坐席
digests-book-key = 代号
digests-book-formula = 公式
digests-book-unit = 单位
digests-book-numerator = 分子
digests-book-denominator = 分母
digests-book-better = 好坏方向
digests-book-source = 来源
digests-book-verified = 是否核实
digests-book-empty = 空白单元格表示没有数据，不代表 0。
digests-unit-name-percent = %
digests-unit-name-seconds = 秒
digests-unit-name-calls = 通
digests-unit-name-calls_per_hour = 通/小时
digests-unit-name-yuan_per_call = 元
digests-unit-name-rings = 次
digests-unit-name-points = 分
digests-verified-yes = 已核实
digests-verified-no = 这个名称下的公式尚未核实
digests-agents-forgotten = 个人的数据只保留 { $days } 天。更早的请找运维，可以从来电记录重新统计。
