### 演示：一个正在运转的现场。

demo-team-a1 = A1 组
demo-team-a2 = A2 组
demo-team-b1 = B1 组
demo-team-b2 = B2 组
demo-team-all = 全场
demo-topic = 谁在外出、轮到谁，看这块看板
demo-topic-management = 全中心的日报、周报
demo-title-agent = 坐席
demo-title-team_leader = 班长
demo-title-shift_leader = 值班长
demo-title-site_manager = 现场负责人
demo-title-qa = 质检员
demo-title-safety_officer = 总务安全员

demo-hint-agent = *先试试：* 输入 `/break` 领小休牌，或点看板上的绿色按钮。
demo-hint-new = *你 { $begins } 上班，* 头半小时不能外出。先输入 `/break`，再点“特殊申请”。
demo-hint-coming = *你 { $begins } 上班。* 现在输入 `/break`，它会告诉你什么时候再来领。
demo-hint-leader = *你负责带班：* 看板会自己变，申请会私信给你。试试 `/break 看板` 和 `/kpi`。
demo-hint-guest = *你不属于任何班组：* 各频道的看板都能看，小休牌归班组。试试 `/floor 帮助`。

## 为什么申请

demo-reason-1 = 孩子老师让我回个电话，五分钟就够。
demo-reason-2 = 快递在楼下，要本人签收。
demo-reason-3 = 药店中午关门，我得先打电话把药订上。
demo-reason-4 = 家里厨房漏水，房东打来电话，想接一下。
demo-reason-5 = 眼镜落在车里了，不戴看不清屏幕。
demo-reason-6 = 银行要我今天电话确认一笔转账。
