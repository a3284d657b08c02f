# The catalogue's pages. Short plain sentences, the reader is 您; «活动和服务» is what the city offers.

catalogue-nav-search = 全部活动和服务
catalogue-nav-topics = 主题
catalogue-nav-districts = 社区

# Home
catalogue-home-title = { $city }为儿童和青少年提供什么
catalogue-home-lead = 体育、作业辅导、音乐、图书馆、夏令营、谈心咨询。从出生到18岁。
catalogue-home-about = 全市面向0至18岁儿童和青少年的活动和服务，一站查到。
catalogue-home-search = 搜索
catalogue-home-numbers = 这里有 { $organizations } 家机构提供的 { $offers } 项活动和服务。
catalogue-home-free = 其中 { $count } 项免费。
catalogue-home-empty = 目录暂时还是空的。如需帮助，请拨打页面底部的电话。
catalogue-home-demo = 标有“虚构数据”的内容仅作演示。
catalogue-home-topics = 选择主题
catalogue-home-all-topics = 查看全部主题
catalogue-home-week = 本周活动
catalogue-home-districts = 离家近的地方
catalogue-home-districts-lead = 请在地图上或列表中选择您的社区。
catalogue-home-districts-all = 查看全部 { $count } 个社区

# Search form
catalogue-form-words = 您想找什么？
catalogue-form-age = 年龄
catalogue-form-any-age = 所有年龄
catalogue-form-theme = 主题
catalogue-form-any-theme = 所有主题
catalogue-form-district = 社区
catalogue-form-any-district = 全市
catalogue-form-free = 只看免费
catalogue-form-show = 显示结果
catalogue-wrong-words = 搜索内容太长，我们只用了前 { $max } 个字符。
catalogue-wrong-age = “{ $value }”不是我们认识的年龄。请选择0至 { $max } 岁。
catalogue-wrong-theme = 没有“{ $value }”这个主题。请从列表中选择。
catalogue-wrong-district = 没有“{ $value }”这个社区。请从列表中选择。
catalogue-wrong-page = 没有第“{ $value }”页，已为您显示最接近的一页。

# Results
catalogue-search-title = 搜索活动和服务
catalogue-search-title-words = “{ $words }”的搜索结果
catalogue-search-about = 按关键词、年龄、主题、社区和价格，搜索面向儿童和青少年的活动和服务。
catalogue-filters = 筛选
catalogue-results = 结果
catalogue-found =
    { $count ->
        [0] 没有找到结果
       *[other] 找到 { $count } 项
    }
catalogue-quoted = “{ $words }”
catalogue-clear = 清除全部筛选条件
catalogue-some-words = 没有结果包含您输入的全部词语，以下结果包含其中一部分。
catalogue-narrow = 缩小搜索范围
catalogue-facet-theme = 按主题
catalogue-facet-district = 按社区
catalogue-facet-price = 按价格
catalogue-empty-title = 没有找到合适的内容
catalogue-empty-try = 试试减少筛选条件：
catalogue-empty-other = 换个词试试，或去掉一些筛选条件。
catalogue-empty-all = 查看全部活动和服务
catalogue-without = 去掉{ $filter }：{ $count } 项
catalogue-only = 只看{ $filter }：{ $count } 项

# Cards
catalogue-age = 年龄：
catalogue-where = 地点：
catalogue-when = 时间：
catalogue-cost = 费用
catalogue-full = 名额已满
catalogue-demo = 虚构数据
catalogue-demo-record = 用于演示的虚构数据
catalogue-from-home = 在家即可参加
catalogue-offers =
    { $count ->
        [0] 暂无活动
       *[other] { $count } 项活动和服务
    }
catalogue-places-count = { $count } 个地点

# Ages
catalogue-age-all = 所有年龄
catalogue-age-unsaid = 未说明年龄限制
catalogue-age-under-one = 不满1岁
catalogue-age-years = { $from }至{ $to }岁
catalogue-age-months = { $from }至{ $to }个月
catalogue-age-range = { $from }至{ $to }
catalogue-age-from = { $from }及以上
catalogue-age-to = { $to }及以下
catalogue-age-n-years = { $n }岁
catalogue-age-n-months = { $n }个月

# Prices
catalogue-price-free = 免费
catalogue-price-free-or-up-to = 免费，或最多 { $price }
catalogue-price-from = { $price } 起
catalogue-price-once = { $amount }
catalogue-price-session = 每次 { $amount }
catalogue-price-day = 每天 { $amount }
catalogue-price-week = 每周 { $amount }
catalogue-price-month = 每月 { $amount }
catalogue-price-year = 每年 { $amount }
catalogue-price-income = 适用于家庭经济状况指标（ISEE）不超过 { $amount } 的家庭

# Days and times
catalogue-day-month = { $month }{ $day }日
catalogue-day-month-short = { $month }{ $day }日
catalogue-span-from =
    { $day ->
       *[other] { $date }起
    }
catalogue-span-until =
    { $day ->
       *[other] 截至{ $date }
    }
catalogue-span-between =
    { $firstDay ->
       *[other] { $first }
    }{ $lastDay ->
       *[other] 至{ $last }
    }
catalogue-span-brief = { $from } – { $to }
catalogue-when-days-times = { $days } { $times }
catalogue-when-days-run = { $from }至{ $to }
catalogue-when-days-run-short = { $from }至{ $to }
catalogue-when-every-day = 每天
catalogue-when-every-month = 每月
catalogue-when-every-year = 每年{ $date }
catalogue-when-every-days = 每 { $n } 天
catalogue-when-every-weeks = 每 { $n } 周
catalogue-when-every-months = 每 { $n } 个月
catalogue-when-every-years = 每 { $n } 年
catalogue-when-of-month = 每月{ $days }
catalogue-when-monthday =
    { $day ->
        [1] 第一天
       *[other] { $n }日
    }
catalogue-when-last-day = 最后一天
catalogue-when-days-before-end = 月底前 { $n } 天
catalogue-when-nth =
    { $iso ->
       *[other] { $nth ->
            [1] 第一个{ $weekday }
            [2] 第二个{ $weekday }
            [3] 第三个{ $weekday }
            [4] 第四个{ $weekday }
            [5] 第五个{ $weekday }
            [-1] 最后一个{ $weekday }
           *[other] 倒数第二个{ $weekday }
        }
    }
catalogue-when-months = { $months }
catalogue-when-months-run = { $from }至{ $to }
catalogue-when-meetings = 共 { $count } 次
catalogue-when-more = 其他时间见详情页
catalogue-when-more-dates = 另有 { $count } 个日期
catalogue-when-term = 仅限上学期间，假期除外
catalogue-when-holidays = 仅限学校假期
catalogue-when-holidays-short = 假期
catalogue-when-online = 线上
catalogue-when-phone = 电话
catalogue-when-except = { $dates }除外
catalogue-when-all-day = 全天
catalogue-when-next-day = { $range }（至次日）
catalogue-when-from-time = { $time } 起
catalogue-when-to-time = { $time } 前
catalogue-when-over = 已结束
catalogue-when-unknown = 未说明时间。请向主办方询问。

# Sheet
catalogue-in-page = 本页内容
catalogue-s-who = 适合谁
catalogue-s-how = 如何参加
catalogue-s-needed = 需要准备什么
catalogue-s-get = 您能得到什么
catalogue-s-when = 时间和期限
catalogue-s-cost = 费用
catalogue-s-access = 使用这项服务
catalogue-s-where = 地点
catalogue-s-conditions = 参加条件
catalogue-s-contacts = 联系方式
catalogue-status-active = 开放中
catalogue-status-inactive = 目前未开放
catalogue-status-defunct = 已永久结束
catalogue-status-closed = 暂时关闭
catalogue-alert = 请注意
catalogue-needs = 特别适合：
catalogue-spoken = 可使用的语言：{ $languages }
catalogue-how-unknown = 请联系主办方：联系方式在本页底部。
catalogue-needed-unknown = 没有列出所需文件。出发前请先确认。
catalogue-rhythm-once = 单次活动：举办一次或几次。
catalogue-rhythm-weekly = 每周上课的课程。
catalogue-rhythm-camp = 假期全天活动。
catalogue-rhythm-open = 开放场所：在开放时间内随时可来。
catalogue-good-for = 有益于：
catalogue-get-unknown = 请看上方的介绍，或向主办方询问。
catalogue-cost-unknown = 未说明价格。请向主办方询问。
catalogue-access-online = 信息和报名请见主办方网站。
catalogue-access-site = 前往网站
catalogue-access-generic = 如要参加，请联系主办方。
catalogue-access-call = 拨打
catalogue-where-unknown = 未说明地点。请向主办方询问。
catalogue-capacity = { $count } 个名额
catalogue-capacity-left =
    { $count ->
        [0] 名额已满
       *[other] 还剩 { $count } 个名额
    }
catalogue-adult-needed = 须有一名成年人全程陪同。
catalogue-adult-not-needed = 不需要成年人陪同。
catalogue-conditions-ask = 时间和价格可能有变：出发前请先确认。
catalogue-provider = 主办方：
catalogue-provider-public = 负责部门或机构：
catalogue-similar = 附近的类似内容

# Organisations and places
catalogue-nature-public = 公共机构
catalogue-nature-third = 协会、合作社或其他非营利机构
catalogue-nature-profit = 企业
catalogue-organization-closed = 已停止活动
catalogue-organization-empty = 目录中暂时没有该机构的活动或服务。
catalogue-part-of = 隶属于
catalogue-places = 地点
catalogue-more-places = 另有 { $count } 个地点。
catalogue-hours = 开放时间
catalogue-place-offers = 这里有什么
catalogue-place-empty = 这个地点暂时没有活动或服务。
catalogue-address = 地址
catalogue-transport = 交通
catalogue-accessibility = 无障碍设施
catalogue-run-by = 管理方
catalogue-code = 编号
catalogue-contacts = 联系方式
catalogue-phone = 电话
catalogue-email = 电子邮箱
catalogue-site = 网站
catalogue-no-contacts = 我们没有联系方式。如需帮助，请拨打：

# Districts
catalogue-district = 社区
catalogue-area = 区域
catalogue-minors = 18岁以下居民
catalogue-offers-column = 活动和服务
catalogue-not-known = 不详
catalogue-districts-title = 社区
catalogue-districts-about = 各社区面向儿童和青少年的活动和服务。
catalogue-districts-lead = 点选一个社区，看看那里有什么。
catalogue-districts-to-list = 前往社区列表
catalogue-districts-list = 社区列表
catalogue-districts-caption = 与地图相同的社区，按字母顺序排列
catalogue-district-about = { $name }社区为儿童和青少年提供什么。
catalogue-district-search = 在这个社区搜索
catalogue-district-empty = 这个社区暂时还没有内容
catalogue-district-empty-more = 请看下方的邻近社区。
catalogue-neighbours = 邻近社区
catalogue-residents = { $count } 位居民
catalogue-minors-count = { $count } 位未满18岁
catalogue-all-of = { $topic }：查看全部 { $count } 项
catalogue-map-label = 社区地图
catalogue-map-area = { $name }：{ $count }
catalogue-map-legend = 活动和服务数量：
catalogue-map-range = { $from }–{ $to }
catalogue-map-more = { $from } 及以上
catalogue-map-drawn = 地图上的边界仅为示意。

# Topics
catalogue-topics-title = 主题
catalogue-topics-about = 目录的全部主题，以及每个主题下的数量。
catalogue-topics-lead = 请选择主题：旁边的数字表示能找到多少项。

# Gone
catalogue-gone-title = 这个页面已不存在
catalogue-gone-text = 发布者已将其撤下（{ $date }）。请搜索类似的内容。

# Where facts come from
catalogue-checked =
    { $day ->
       *[other] { $by }于{ $date }核实
    }
catalogue-changed = 本页最后修改：{ $date }
catalogue-foreign = 部分文字只有以下语言：{ $languages }。
catalogue-origin = 这些信息的来源
catalogue-origin-read = 读取日期：{ $date }
catalogue-field-name = 名称
catalogue-field-alternate_name = 其他名称
catalogue-field-description = 介绍
catalogue-field-status = 状态
catalogue-field-ages = 年龄
catalogue-field-eligibility = 参加要求
catalogue-field-themes = 主题
catalogue-field-needs = 需求
catalogue-field-wellbeing = 身心健康
catalogue-field-accessibility = 无障碍设施
catalogue-field-languages = 语言
catalogue-field-schedules = 时间
catalogue-field-cost_options = 价格
catalogue-field-fees = 费用
catalogue-field-application_process = 报名
catalogue-field-required_documents = 文件
catalogue-field-adult_needed = 成年人陪同
catalogue-field-capacity = 名额
catalogue-field-alert = 提醒
catalogue-field-email = 电子邮箱
catalogue-field-url = 网站
catalogue-field-website = 网站
catalogue-field-phones = 电话
catalogue-field-identifiers = 编号
catalogue-field-nature = 机构类型
catalogue-field-active = 活动状况
catalogue-field-address = 地址
catalogue-field-point = 位置
catalogue-field-district = 社区
catalogue-field-organization_id = 机构
catalogue-field-transportation = 交通
catalogue-report = 您在本页发现错误了吗？
catalogue-report-write = 请写信至
catalogue-report-call = 请拨打
