### 不属于某一项功能的话。

floor-verb-language = 语言
floor-word-zh = 中文, chinese, zh, zh-cn
floor-word-en = english, en, 英文, 英语
floor-word-today = 今天, 今日
floor-word-yesterday = 昨天, 昨日
floor-command = 语言和帮助 · Language and help
floor-command-hint = [语言 中文|English | 帮助]
floor-language-set = 好的，以后我都用中文跟你说。
floor-language-how = 请写 /floor 语言 中文 或 /floor language English。
floor-help = 你可以这样用：
floor-help-command = *{ $command }* { $hint }
    { $what }
floor-stranger = 花名册里还没有你。请把你的 Slack 用户 ID { $user } 告诉班长，加进去马上就能用。
floor-denied = 这件事归{ $roles }管，请找他们。
floor-working = 正在办，马上给你答复。
floor-bug = 我这边出了点问题，什么都没有改动。请再试一次；如果还不行，把这个编号告诉管理员：{ $reference }
floor-unreachable = 数据库正忙，什么都没有改动。请稍后再试。
floor-too-long = 这里最多 { $limit } 个字，你写了 { $letters } 个，请精简一下。
floor-form-not-shown = 打开表单时 Slack 没有回应。如果没看到表单，请再点一次。
floor-and = 、
floor-old-button = 这个按钮是旧版本的，已经不能用了。请直接打命令，或打开我的主页。
floor-day-bad = 看不懂日期“{ $typed }”，请写 今天、昨天 或 2026-11-20 这样的日期。
floor-person-unknown = 花名册里找不到“{ $typed }”。请用 @姓名 或工号。
floor-person-several = 有 { $count } 个人叫“{ $typed }”，请用 @姓名 或工号。
floor-unsaid-channel = 我在 { $where } 里发不了消息，Slack 的回答是“{ $error }”，有 { $messages } 条消息先留着。请把我邀请进频道；要是频道换了，请改好班组文件再导入一次。下次有变动时，看板会自动更新。
floor-unsaid-person = 我给 { $where } 发不了消息，Slack 的回答是“{ $error }”，有 { $messages } 条消息先留着。请核对花名册里的 Slack 用户 ID，改好后再导入一次。
floor-note-title = 值班助手
floor-close = 关闭
floor-cancel = 取消
floor-home-hello = { $name }，你好
floor-role =
    { $role ->
        [agent] 坐席
        [team_leader] 班长
        [shift_leader] 值班长
        [supervisor] 主管
        [project_supervisor] 项目主管
        [project_manager] 项目经理
        [site_manager] 现场负责人
        [centre_manager] 中心经理
        [trainer] 培训师
        [qa] 质检员
        [tech] 技术人员
        [ops] 运维人员
        [safety_committee_member] 安全委员会委员
        [safety_officer] 总务安全员
        [part_time_safety_officer] 兼职安全员
        [infosec_admin] 信息安全管理员
       *[netsec_admin] 网络安全管理员
    }
