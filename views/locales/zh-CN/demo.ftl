### 演示：一个小小的现场。

demo-team-a1 = A1 组
demo-team-b1 = B1 组
demo-topic = 谁在外出、轮到谁，看这块看板
demo-title-agent = 坐席
demo-title-leader = 班长
demo-title-manager = 现场负责人

demo-hint-agent = *先试试：* 输入 `/break` 领小休牌，或点看板上的绿色按钮。
demo-hint-new = *你刚上班，* 头半小时不能外出。先输入 `/break`，再点“特殊申请”。
demo-hint-leader = *你带班组：* 看板会自己变，申请会私信给你。试试 `/break 看板`。
