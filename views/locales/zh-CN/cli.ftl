### 命令行：设置、手册文件、导入、检查。

settings-missing = 还没有设置 { $name }，请写在环境变量或 .env 里（参见 .env.example）。
settings-bad = { $name } 读不懂：{ $why }。
settings-not-a-url = { $name } 必须以 https:// 或 http:// 开头。
settings-not-a-zone = { $name } 不是时区，请写成 Asia/Shanghai 这样。
settings-not-a-language = { $name } 只能是 { $languages } 之一。
settings-not-a-database = { $name } 必须以 sqlite:/// 或 postgresql:// 开头。
settings-database-unreadable = { $name } 读不懂，请写成 postgresql://user:password@host:5432/name 这样，密码里的 @ 要写成 %40。
settings-database-needs-a-file = { $name } 必须指定文件，例如 sqlite:///data/shiftlead.db。
settings-too-short = { $name } 太短，请用至少 { $limit } 个别人猜不到的字符，例如 openssl rand -hex 32 生成的。
settings-no-file = { $name } 指的文件不存在。
settings-unreadable = { $name } 读不了：{ $why }
settings-socket-needs-app-token = SLACK_MODE=socket 还需要 SLACK_APP_TOKEN（以 xapp- 开头）。
settings-http-needs-signing-secret = SLACK_MODE=http 还需要 SLACK_SIGNING_SECRET。

handbook-not-toml = 不是 TOML 文件：{ $why }
handbook-missing-key = 缺少 { $path }，请从自带的手册文件里抄过来。
handbook-unknown-key = 手册里没有 { $path } 这一项，请删掉或改正名字。
handbook-not-a-count = { $path } 写的是 { $value }，应是 { $low } 到 { $high } 的整数。
handbook-not-yes-no = { $path } 写的是 { $value }，应是 true 或 false。
handbook-not-a-time = { $path } 写的是 { $value }，应写成 "08:15" 这样的时间。
handbook-not-one-of = { $path } 写的是 { $value }，只能是 { $names } 之一。

import-line = 第 { $line } 行：{ $what }
import-nothing = { $file } 一行都没有导入。请改好下面这些行再导入一次：
import-encoding = 文件既不是 UTF-8 也不是 GB18030，请另存为“CSV UTF-8”。
import-missing-columns = 第一行缺少这些列：{ $columns }。
import-too-long = { $column } 有 { $letters } 个字，最多 { $limit } 个。
import-empty = { $column } 是空的。
import-slack-id = { $column } 写的是“{ $value }”，应像 { $example } 这样。
import-unknown-roles = 没有 { $roles } 这种角色，可用的有：{ $known }。
import-language = 不支持语言“{ $value }”，请写 zh-CN 或 en，也可以不写。
import-day = { $column } 写的是“{ $value }”，请写成 2026-11-20 这样的日期。
import-moment = { $column } 写的是“{ $value }”，请写成 2026-11-20T08:30 或 2026-11-20T08:30+08:00 这样的时间。
import-left-before-hired = 离职日期 { $left } 早于入职日期 { $hired }。
import-shift-length = 班次从 { $starts } 到 { $ends } 不对，结束要晚于开始，且不超过 24 小时。
import-repeated = { $column } { $value } 在第 { $first } 行已经有了。
import-overlap = { $employee_no } 的班次重叠了，见第 { $other } 行。
import-overlap-known = { $employee_no } 已有一个 { $starts } 开始的班次，和这一行重叠；要改班，请再加一行，写原来的开始时间，kind 写“取消”。
import-unknown-team = 没有班组 { $team }，请先导入班组。现有班组：{ $known }
import-slack-id-taken = Slack 用户 ID { $value } 已经是工号 { $holder } 的。
import-unknown-employee = 没有工号 { $employee_no }，请先导入花名册。
import-done = { $file }：新增 { $new } 行，更新 { $changed } 行，不变 { $same } 行。
import-not-csv = 不是 CSV：{ $why }
import-not-json = 这一行不是只含简单值的 JSON 对象。
import-not-an-event = 这一行不是队列日志里的事件。
import-not-seconds = { $column } 写的是“{ $value }”，时长请写成不小于 0 的数字。
import-outcome = 这种格式里没有“{ $value }”这个结果，可用的有：{ $known }。
import-state = 这种格式里没有“{ $value }”这个状态，可用的有：{ $known }。
import-no-answer-time = 写明已接听，却既没有接听时间也没有等待时长。
import-order = 这一行的时间前后颠倒：{ $last } 不可能晚于 { $first }。
import-figure-kind = 没有 { $value } 这种数据，可用的有：{ $known }。
import-figure-about = about 写的是“{ $value }”，全中心请留空，否则写成 team:A1、queue:support 或 agent:1001 这样。
import-figure-period = period 写的是“{ $value }”，请写成 2026-11-20 这样的日期或 2026-11 这样的月份。
import-figure-value = value 写的是“{ $value }”，请写成不小于 0 的数字。
import-unknown-events = 以下事件只计了数，没有使用：{ $events }
import-skipped = 跳过了 { $count } 行有问题的数据，已写入 { $file }，并注明原因。
import-progress = 正在导入 { $file }

cli-no-file = { $file } 不存在或读不了。
cli-problems = 这些设置需要处理：
cli-database = 连不上数据库：{ $why }
cli-port-taken = { $host } 的端口 { $port } 已被占用，请换一个（HTTP_PORT，演示用 --port）。
cli-system = 系统不允许：{ $why }
cli-running = 机器人已启动，监听 http://{ $host }:{ $port }（按 Ctrl-C 停止）。
cli-demo-ready = 演示已就绪：{ $url }  （按 Ctrl-C 停止）
cli-playground-ready = 本地 Slack 已就绪：{ $url }
cli-playground-tokens = SLACK_API_URL={ $api } SLACK_BOT_TOKEN={ $bot } SLACK_APP_TOKEN={ $app } SLACK_SIGNING_SECRET={ $secret }
cli-upgraded = 数据库已是最新。
cli-audit-good = 已核对 { $sealed } 行，还有 { $unsealed } 行未封存。最新封印：{ $newest }
cli-audit-broken = 记录被改动过：第 { $row } 行与封印不符。共核对 { $sealed } 行。
cli-bad-mapping = 映射文件 { $file } 不能用，里面缺少、多余或写错的是：{ $why }
cli-bad-seed = 种子文件 { $file } 读不了：{ $why }

check-good = 一切正常。
check-database = 数据库没有响应：{ $why }。请改正 DATABASE_URL，或启动数据库。
check-slack = Slack 在 { $url } 没有响应：{ $why }。请检查 SLACK_API_URL 和外网连接。
check-token = Slack 不认这个 bot token：{ $why }。请从应用设置的 OAuth & Permissions 页重新复制到 SLACK_BOT_TOKEN。
check-app-token = Slack 不认这个 app token：{ $why }。请在应用设置的 Basic Information 页新建一个带 connections:write 的，写进 SLACK_APP_TOKEN。
check-scope = 应用缺少权限 { $scope }，请在应用设置里加上并重新安装。
check-channel = 班组 { $team }：频道 { $channel } 不能用：{ $why }。请把机器人请进频道，或在班组文件里改正频道后重新导入。
check-no-channel = 班组 { $team } 没有频道，所以没有看板。请在班组文件里填上 channel_id 后重新导入。
check-clock = 本机时钟和 Slack 差 { $seconds } 秒，超过 300 秒签名请求就会失败，请校时。
check-locale = Slack 不提供用户的语言，将使用站点语言（{ $language }）。想换语言的人可以用 /floor 语言。
check-no-teams = 还没有班组：shiftlead import teams 文件。
check-no-people = 花名册还是空的：shiftlead import roster 文件。
check-no-slack-id = 花名册上有 { $count } 人没有 Slack 用户 ID，例如 { $names }，机器人没法给他们发消息。请在花名册里补上后重新导入。
check-no-shift = 有 { $count } 人未来一周没有排班，例如 { $names }，他们领不了小休牌。请导入之后的班次。
check-no-leader = 班组 { $team } 没有自己的班长，特殊申请会转给现场的其他负责人。请在花名册里给组里的人加上班长角色。
check-not-upgraded = 数据库还不是最新，请先运行：shiftlead db upgrade
check-nobody-leads = 班组 { $team } 没有班长，现场也没有负责人，特殊申请没有人收。请在花名册里给人加上班长或值班长角色。
check-unknown-user = 花名册里的 Slack 用户 ID { $user } 在这个工作区里找不到，请改正花名册后重新导入。
check-language =
    { $language ->
        [zh-CN] 中文
       *[en] 英文
    }

cli-help = Shiftlead，呼叫中心的值班助手，就在 Slack 里。
cli-help-run = 启动机器人：更新数据库，连上 Slack，开始应答。
cli-help-demo = 在本机试用全部功能：本地小 Slack 加机器人，用浏览器打开。
cli-help-demo-port = 页面端口，0 表示自动选一个。
cli-help-demo-open = 自动打开浏览器。
cli-help-playground = 只启动本地小 Slack，可配任何 Bolt 应用。
cli-help-playground-port = 监听端口，0 表示自动选一个。
cli-help-playground-seed = 含人员、频道和令牌的 JSON 文件。
cli-help-playground-headless = 只要 Web API 和事件，不要页面。
cli-help-check = 检查设置、数据库、Slack、频道、时钟和花名册，一次说清所有问题。
cli-help-manifest = 输出 Slack 应用清单，由机器人能做的事生成。
cli-help-db = 数据库。
cli-help-upgrade = 把数据表更新到最新，多个副本同时做也安全。
cli-help-import = 导入班组、花名册、班次，以及电话系统的记录。
cli-help-teams = 班组：team, name, channel_id, language。
cli-help-roster = 花名册：employee_no, name, slack_user_id, team, roles, language, hired_on, left_on。
cli-help-shifts = 班次：employee_no, starts_at, ends_at, kind。
cli-help-calls = 电话系统的通话记录，如 Asterisk 队列日志等，见 --format。
cli-help-states = 电话系统里坐席的状态记录，见 --format。
cli-help-figures = 电话系统里没有的日数据或月数据：kind, about, period, value。
cli-help-feed-file = 电话系统导出的文件。
cli-help-format = 文件格式。
cli-help-mapping = 自己写的映射文件（TOML），用它代替格式。
cli-help-feed = 电话系统的名字，同一系统里的记录靠键区分。默认用格式名。
cli-help-zone = 没写时区的时间按哪个时区算，例如 UTC 或 Asia/Shanghai。默认用现场时区。
cli-help-skip-bad = 只导入没问题的行，有问题的写到旁边的“文件名.bad.csv”里。
cli-help-file = CSV 文件，UTF-8 或 GB18030 编码。
cli-help-audit = 审计记录。
cli-help-verify = 逐行核对封印，看记录有没有被改动。
