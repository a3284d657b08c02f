# Saved list, calendar, sheet, districts, embedded list: what the pages of records say besides zh.ftl.

catalogue-nav-saved = 我的清单

# Saved list
catalogue-saved-title = 我的清单
catalogue-saved-shared-title = 分享的清单
catalogue-saved-about = 您保存的内容：可以再看、打印或发给别人。
catalogue-saved-lead =
    { $count ->
       *[other] 您保存了 { $count } 项。
    }
catalogue-saved-shared-lead =
    { $count ->
       *[other] 有人选了 { $count } 项。
    }
catalogue-saved-add = 保存
catalogue-saved-yes = 已保存
catalogue-saved-remove = （从清单中去掉）
catalogue-saved-keep = 全部保存到我的清单
catalogue-saved-calendar = 把所有日期加入日历
catalogue-saved-calendar-name = 我的清单 – { $site }
catalogue-saved-without = 从这份清单中去掉
catalogue-saved-clear = 清空清单
catalogue-saved-forget = 去掉已经不存在的
catalogue-saved-undo = 放回清单
catalogue-saved-undo-one = “{ $name }”已不在您的清单中。
catalogue-saved-undo-many =
    { $count ->
       *[other] { $count } 项已不在您的清单中。
    }
catalogue-saved-lost = 以下内容已不存在：
catalogue-saved-lost-since = 移除日期：{ $date }
catalogue-saved-unknown =
    { $count ->
       *[other] 清单中有 { $count } 项不在目录里。
    }
catalogue-saved-unreadable =
    { $count ->
       *[other] 链接中有 { $count } 处无法读取：可能被截断了。请对方重新发送。
    }
catalogue-saved-too-many =
    { $count ->
       *[other] 一份清单最多 { $most } 项：多出的 { $count } 项没有显示。
    }
catalogue-saved-full =
    { $count ->
       *[other] 清单已满：最多 { $most } 项。有 { $count } 项没有保存。请先去掉一些。
    }
catalogue-saved-empty = 这里还没有内容
catalogue-saved-empty-how = 点击活动旁边的“保存”：不用注册，在这里就能再找到。
catalogue-saved-privacy = 清单在这个浏览器里保留 180 天，存在一个只含页面代码的 cookie 中。我们不保存它。
catalogue-saved-no-list = 缺少清单：地址应以“?s=”和页面代码结尾。
catalogue-saved-unclear = 不清楚要保存什么。请返回页面，再点一次“保存”。

# Calendar, print, share
catalogue-calendar-add = 加入日历
catalogue-calendar-follow = 在日历中订阅（自动更新）
catalogue-print = 打印
catalogue-printed-from = 完整的最新页面：
catalogue-share = 发给别人
catalogue-share-how = 复制这个地址。打开的人会用自己的语言看到同样的内容。
catalogue-share-mail = 写电子邮件
catalogue-share-send = 分享

# When an offer does not run
catalogue-notice-closed = 目前关闭，之后会重新开放。请向主办方询问时间。
catalogue-notice-inactive = 这段时间不举行。请向主办方询问是否会恢复。
catalogue-notice-defunct = 已经结束，不再举行。下面有类似的活动。

# This week, districts, photographs
catalogue-week-today = 今天
catalogue-week-tomorrow = 明天
catalogue-week-every = 每周
catalogue-week-lead = 从今天到{ $date }。
catalogue-district-free = 这里免费
catalogue-district-free-all =
    { $count ->
       *[other] 查看全部 { $count } 项免费活动和服务
    }
catalogue-district-ages = 按年龄
catalogue-photo-by = 照片：

# A list in the pages of other sites
catalogue-embed-title = 面向儿童和青少年的活动和服务
catalogue-embed-all =
    { $count ->
        [0] 前往 { $site }
       *[other] 在 { $site } 查看全部 { $count } 项
    }
