### 小休、排队和外出看板。

## 大家会打的字

breaks-verb-lunch = 午餐, 吃饭, 午饭, 用餐
breaks-verb-urgent = 紧急, 急, 洗手间, 厕所, 上厕所, 不舒服
breaks-verb-back = 还牌, 回来, 回来了, 我回来了, 归还
breaks-verb-cancel = 取消, 不去了, 不排了, 退出
breaks-verb-status = 状态, 查询, 情况
breaks-verb-apply = 申请, 特殊申请
breaks-verb-board = 看板, 牌板
breaks-verb-recall = 收回, 召回, 收牌
breaks-verb-cap = 限牌, 上限, 限制
breaks-verb-report = 报表, 统计, 日报
breaks-verb-help = 帮助, 怎么用
breaks-word-until = 到, 至, 直到
breaks-word-because = 因为, 原因
breaks-word-minutes = 分钟, 分

## 按钮

breaks-button-take = 领小休牌
breaks-button-take_minutes = 休 { $minutes } 分钟
breaks-button-urgent = 紧急外出
breaks-button-back = 我回来了
breaks-button-leave = 不排了
breaks-button-accept = 我现在去
breaks-button-pass = 先让给下一位
breaks-button-status = 我的状态
breaks-button-apply = 特殊申请
breaks-button-approve = 同意
breaks-button-decline = 不同意
breaks-button-recall = 收回小休牌

## 回答

breaks-kind =
    { $kind ->
        [short] 小休
        [lunch] 午餐
        [urgent] 紧急外出
       *[other] { $kind }
    }
breaks-granted = *小休牌给你了。* 请在 { $due } 前回来（{ $minutes } 分钟）。
breaks-granted-untokened = *{ $kind }已登记，不用领牌。* 请在 { $due } 前回来。
breaks-granted-urgent = *去吧。* 不占小休牌，回来后点一下“我回来了”。
breaks-out = 你在外面（{ $kind }），应在 { $due } 前回来。
breaks-out-late = 你在外面（{ $kind }），本应 { $due } 回来，已超 { $late } 分钟。
breaks-queued = *小休牌有人拿着，已为你排队：第 { $place } 位。* 轮到你时我会私信你，牌为你保留 { $offer } 分钟。
breaks-expected = 如果大家都按时回来，大约 { $at } 轮到你。
breaks-expected-capped = 目前暂停外出，{ $at } 后才会继续发牌。
breaks-waiting = 你在排队，第 { $place } 位。
breaks-offered = *轮到你了！* 小休牌为你保留到 { $until }，要去请点“我现在去”。
breaks-applied = 你的特殊申请在等值班长答复。
breaks-free = 你没有外出，也没有在排队。
breaks-used = 本班已外出 { $outings } 次，共 { $minutes } 分钟（每班最多 { $most } 次、{ $limit } 分钟）。
breaks-back = *欢迎回来。* 这次外出 { $minutes } 分钟。
breaks-back-late = *欢迎回来。* 这次外出 { $minutes } 分钟，超了 { $late } 分钟。
breaks-not-out = 你现在没有外出，不用还牌。
breaks-left = 好的，已经不排了。
breaks-not-waiting = 你没有在排队。
breaks-passed = 好的，这次让给下一位，你的位置还留着。
breaks-offer-gone = 这块牌已经让给下一位了。
breaks-ended =
    { $state ->
        [returned] 这次外出已结束：{ $at } 回来。
        [cancelled] 这次排队已取消。
        [declined] 这次申请没有通过。
        [lapsed] 这次排队或申请已过时。
        [recalled] 小休牌已在 { $at } 收回。
       *[closed] 下班时还没还牌，已自动结束并做了标记。
    }

## 不行的时候

breaks-off-shift = 你现在不在班上，上班时间才能领牌。如果排班有误，请找班长核对。
breaks-off-shift-next = 你现在不在班上，下一班 { $starts } 开始，到时再来领牌。如果排班有误，请找班长核对。
breaks-protected-start = 上班后 { $minutes } 分钟内不能外出，{ $until } 以后再来领牌。有特殊情况可以申请，急事请点“紧急外出”。
breaks-protected-end = 下班前 { $minutes } 分钟内不能外出，请坚持到 { $until }。有特殊情况可以申请，急事请点“紧急外出”。
breaks-allowance-outings = 本班的 { $outings } 次外出已经用完，下一班再来。急事请点“紧急外出”。
breaks-allowance-minutes = 本班每人 { $limit } 分钟，你还剩 { $left } 分钟，不够这次用。可以休短一点，急事请点“紧急外出”。
breaks-capped = { $until } 前暂停外出。急事请点“紧急外出”。班长的说明：
breaks-length = “{ $kind }”每次 1 到 { $limit } 分钟，请改短一点再来，例如 /break { $limit }。
breaks-no-team = 花名册里你还没有分到班组，所以没有小休牌可领。请让班长在花名册里补上。
breaks-reason-long = 原因最多 { $limit } 个字，你写了 { $letters } 个，请精简一下。
breaks-application-decided = 这份申请已经处理过了，不用再点。
breaks-recall-whom = 请写明收回谁的牌，例如 /break 收回 @张三。
breaks-recall-not-out = { $name } 现在没有外出，没有牌可收。
breaks-not-your-team = 这件事归该班组的值班长或班长管，请找他们。
breaks-cap-how = 请这样写：/break 限牌 班组 张数 到 几点 因为 原因，例如 /break 限牌 { $team } 0 到 15:00 因为 话务高峰。
breaks-cap-team = 没有叫“{ $typed }”的班组。现有班组：{ $teams }。
breaks-cap-too-high = 这个班组最多 { $limit } 块牌（手册文件里规定），请写小一点的数。
breaks-cap-past = { $until } 已经过了，请写一个以后的时间。
breaks-cap-time = 看不懂时间“{ $typed }”，请写成 15:00 这样。

## 看板

breaks-board-title = { $team } 外出看板
breaks-board-free = :large_green_circle: 小休牌空着，可以领。
breaks-board-nobody = :white_circle: 现在没有人外出。
breaks-board-capped = :no_entry: { $until } 前最多 { $tokens } 人外出。说明：
breaks-board-out = :coffee: *{ $name }* { $kind }，{ $due } 前回来
breaks-board-out-late = :warning: *{ $name }* { $kind }，应 { $due } 回来，还没回
breaks-board-away = :large_blue_circle: *{ $name }* 暂时离开
breaks-board-offered = :bell: *{ $name }* 轮到了，牌保留到 { $until }
breaks-board-waiting = { $place }. { $name }
breaks-board-line = *排队*
breaks-board-more = 还有 { $count } 人
breaks-board-brief = *{ $team }*：外出 { $out } 人，排队 { $waiting } 人
breaks-board-teams-more = 还有 { $count } 个班组
breaks-board-today = 今天外出 { $outings } 次，共 { $minutes } 分钟
breaks-board-none = 你没有可看的班组看板。看板归班长、值班长和现场负责人。

## 私信

breaks-due = :alarm_clock: { $due } 到时间了，请回座席，再点“我回来了”。
breaks-due-late = :alarm_clock: 你应在 { $due } 回来，已超 { $late } 分钟。请马上回座席，再点“我回来了”。
breaks-end-lapsed-offers = 小休牌两次轮到你都没有领，排队已结束。还想去的话，请重新领牌。
breaks-end-lapsed-line = 今天的排队结束了：下班前不能外出的时间到了，没有轮到你，抱歉。有特殊情况可以申请。
breaks-end-lapsed-applied = 你的特殊申请到现在没有人答复，已经过时。请直接找值班长。
breaks-end-recalled = { $leader } 收回了你的小休牌，请回座席。
breaks-end-closed = 下班时你还没有还牌，已自动结束并做了标记。如有误会请跟班长说一声。
breaks-end-declined = { $leader } 没有同意你的特殊申请。有疑问请当面跟他说。
breaks-approved = { $leader } 同意了你的特殊申请。
breaks-urgent-told = { $name } 在 { $at } 紧急外出，不占小休牌。请知悉，不必声张。
breaks-urgent-back = { $name } 在 { $at } 紧急外出，{ $back } 已回来。
breaks-late-told = :warning: { $name } 应在 { $due } 回来，现在还没回，已超 { $late } 分钟。
breaks-late-exception = :warning: { $name } 应在 { $due } 回来，已超 { $late } 分钟，已记为遵时异常。
breaks-late-back = { $name } 已在 { $back } 回来，超了 { $late } 分钟。
breaks-late-ended = { $name } 的外出已在 { $back } 结束，超了 { $late } 分钟。

## 特殊申请

breaks-apply-not-needed = 现在不用申请：不在上下班前后的半小时里，直接领牌就行。
breaks-form-title = 特殊申请外出
breaks-form-send = 提交
breaks-form-why = 现在是不能外出的时间。写明原因，值班长会马上看到。
breaks-form-reason = 原因
breaks-form-reason-hint = 只有值班长看得到
breaks-form-minutes = 需要几分钟
breaks-form-minutes-bad = 请写 1 到 { $limit } 之间的数字。
breaks-form-reason-empty = 请写明原因，值班长才好决定。
breaks-form-sent = *申请已交给值班长。* 有答复我会私信你。急事不用等，请用 /break 紧急。
breaks-form-nobody = *申请已记下，但现在没有值班长在花名册上。* 请直接找现场负责人。急事不用等，请用 /break 紧急。
breaks-application = *{ $name }*（{ $team }）申请在不能外出的时间外出 { $minutes } 分钟。原因：
breaks-application-by =
    { $state ->
        [approved] 已由 { $leader } 同意。
        [declined] { $leader } 没有同意。
       *[over] 申请已过时或已撤回。
    }
breaks-decided =
    { $state ->
        [approved] 已同意，{ $name } 会收到通知。
       *[declined] 没有同意，{ $name } 会收到通知。
    }

## 班长的回执

breaks-recalled = 已收回 { $name } 的小休牌，并通知了本人。
breaks-cap-set = { $team }：{ $until } 前最多 { $tokens } 人外出。说明：

## 报表

breaks-report-title = { $team } { $day } 外出报表
breaks-report-none = { $team } { $day } 没有外出记录。
breaks-report-line = *{ $name }*：{ $outings } 次，共 { $minutes } 分钟；超时 { $overdue } 次；排队 { $waited } 分钟
breaks-report-file = 同样的数字我会用 CSV 文件私信给你。
breaks-report-team = 班组
breaks-report-all = 各班组
breaks-report-name = 姓名
breaks-report-employee_no = 工号
breaks-report-outings = 外出次数
breaks-report-minutes = 外出分钟
breaks-report-overdue = 超时次数
breaks-report-waited = 排队分钟

## 首页和帮助

breaks-home-title = 小休
breaks-home-shift = 你的班次：{ $starts } – { $ends }
breaks-home-no-shift = 你现在不在班上。
breaks-home-boards = 班组看板
breaks-unknown = 没看懂“{ $typed }”。
breaks-unknown-nearest = 没看懂“{ $typed }”。你是想说“{ $nearest }”吗？
breaks-help =
    /break 领小休牌，/break 10 只休 10 分钟
    /break 午餐 登记午餐，/break 紧急 马上走，不占牌
    /break 还牌 回来了，/break 取消 不排了，/break 状态 看自己
breaks-help-leaders =
    /break 看板 看班组，/break 收回 @姓名 收回小休牌，/break 报表 昨天
    /break 限牌 班组 0 到 15:00 因为 话务高峰
breaks-command = 小休牌：领牌、排队、还牌 · Break token
breaks-command-hint = [10 | 午餐 | 紧急 | 还牌 | 取消 | 状态]
