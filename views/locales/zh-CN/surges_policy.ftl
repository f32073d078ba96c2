### 二级支持期间的小休。

surges-queued = *现在来电太多，你们班组的小休牌先停发，已为你排队：第 { $place } 位。* 轮到你时我会私信你，牌为你保留 { $offer } 分钟。
surges-paused = 现在来电太多，你们班组的小休牌先停发，缓下来就恢复。可以照常领牌先排上队，急事请点“紧急外出”。
surges-paused-in-line = 现在来电太多，你们班组的小休牌先停发，多久还说不准。你的位置一直留着，轮到你我会私信你；急事请点“紧急外出”。
surges-shorter = 现在来电太多，每次外出最多 { $minutes } 分钟。时间不够的话，缓下来以后再来领牌；午餐和紧急外出照旧。
surges-board-paused = :telephone_receiver: 来电太多，本班组小休牌先停发，缓下来就恢复。紧急外出照旧。
surges-board-shorter = :telephone_receiver: 来电太多，最多 { $tokens } 人外出，每次最多 { $minutes } 分钟。紧急外出照旧。
surges-told-in-line = *现在来电太多，小休要少一些、短一些，缓下来就恢复。* 你的排队还在：
surges-asked-back = 现在来电太多。如果方便，能在 { $due } 之前回来就帮大忙了；不方便也没关系，这次小休照旧到 { $due }。
surges-as-usual = 来电高峰过去了，{ $at } 起小休恢复正常。辛苦了，谢谢！
