### 三级支持：请休班的同事来现场。

surges-call = *现在来电太多，现场的人都上了还是接不过来。你方便来支援接线吗？* 请在 { $until } 前回复，并选一下多久能到。
surges-call-free = 因为你同意过可以联系，所以来问一声。不方便尽管说，不用讲理由，也不会有任何影响。
surges-call-accepted = *太好了，谢谢！我们 { $arrives } 等你。* 到了请点“我到了”。
surges-call-arrived = 谢谢你赶来支援，请找值班长报到。
surges-call-declined = 没关系，谢谢回复。
surges-call-released = 谢谢，人手已经够了，不用过来了。
surges-call-turn-back = *来电高峰已经过去，不用过来了。* 非常感谢你愿意赶来；如果已经到门口，请找值班长。
surges-button-accept = 我来，{ $minutes } 分钟到
surges-button-decline = 来不了
surges-button-arrive = 我到了
