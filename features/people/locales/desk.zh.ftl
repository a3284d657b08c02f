# The desk and the staff.

people-banner = 您正在代其办事：
people-banner-end = 结束并打印回执

people-desk = 服务窗口（sportello）
people-desk-about = 查找家庭，登记新的家庭，代在场的人办事
people-desk-lead = 请查找在您面前的人。每次查找都会被记录，本人可以看到。
people-desk-find = 查找一个人
people-desk-what = 税号（codice fiscale）、电子邮箱或纸质代码
people-desk-what-hint = 填写三者之一，或用扫描器读取。
people-desk-or = 或者名字、姓氏和出生日期：
people-desk-look = 查找
people-desk-else = 找不到？
people-desk-new = 登记一个人
people-desk-new-lead = 只需要名字。不需要税号、电话和电子邮箱。
people-desk-register = 登记并开始
people-desk-back = 返回服务窗口
people-found = { $count ->
    [0] 没有找到人
   *[other] 找到 { $count } 人
}
people-found-none = 请换一种方式试试，或登记此人。
people-conflict = 父母意见不一致
people-settle = 允许继续

people-assist = 开始代此人办事
people-assist-begin = 代{ $name }办事
people-presence = 您如何确认此人身份？
people-presence-document = 我看过证件
people-presence-pin = 对方给了我其纸质代码的 PIN 码
people-presence-known = 我认识此人
people-reason = 您为什么代此人办事？
people-reason-hint = 请简单说明，例如“游泳报名”。本人可以看到。

people-receipt = 回执
people-receipt-from = 开始
people-receipt-to = 结束
people-receipt-number = 编号
people-receipt-done = 办理了什么
people-receipt-see = 在您的个人空间，打开“谁查看过我的数据”，可以看到为您办理了什么。
people-did-assist = 服务窗口协助开始
people-did-assist-end = 服务窗口协助结束
people-did-register = 登记此人
people-did-add-child = 添加孩子
people-did-change = 修改资料
people-did-invite = 邀请另一位家长
people-did-guardian = 新增一名可以办事的人
people-did-leave-child = 不再负责一个孩子
people-did-wait = 请求暂停
people-did-go-on = 暂停结束，可以继续
people-did-agree = 给予同意
people-did-revoke-consent = 撤回同意
people-did-paper-code = 发放纸质代码
people-did-erase = 删除数据

people-give-paper = 发放纸质代码
people-give-paper-text = 有了代码和 PIN 码，此人可以自己登录，不需要电子邮箱，也不需要自己的智能手机。以前发放的代码将失效。
people-given-title = 纸质代码
people-given-where = 在哪里使用
people-given-scan = 用相机对准方块图案，或输入代码。然后输入 PIN 码。
people-given-keep = 请像证件一样保管这张纸。不要把 PIN 码给别人。
people-given-lost = 如果丢失，请到服务窗口（sportello）：您会得到一张新的，这张随即失效。
people-given-once = 请现在打印：离开本页后，代码和 PIN 码不会再显示。

people-act = 监护或寄养的法律文书
people-act-lead = 请在这里登记您看过法官或社会服务部门的法律文书。文书不复印，也不保存。
people-act-adult = 成年人：税号（codice fiscale）、电子邮箱或纸质代码
people-act-child-given = 孩子的名字
people-act-child-family = 孩子的姓氏
people-act-child-birth = 孩子的出生日期
people-act-until = 有效期至
people-act-until-hint = 留空：到18岁为止。
people-act-limits = 文书不允许做什么
people-act-save = 登记文书
people-act-done = 文书已登记。其他负责这个孩子的人会收到消息。

people-staff = 我的工作
people-staff-roles = 您今天的角色：
people-staff-nothing = 这些角色的页面将随后续功能推出。
people-role-provider-operator = 机构工作人员
people-role-provider-manager = 机构负责人
people-role-hub-operator = 服务窗口工作人员
people-role-hub-coordinator = 服务窗口协调员
people-role-catalogue-editor = 目录编辑
people-role-moderator = 内容审核员
people-role-fund-officer = 资金负责人
people-role-fund-approver = 资金审批人
people-role-finance-preparer = 准备付款
people-role-finance-approver = 审批付款
people-role-plan-editor = 计划编辑
people-role-statistician = 统计员
people-role-safeguarding-officer = 儿童保护负责人
people-role-auditor = 审计员
people-role-data-protection-officer = 数据保护负责人
people-role-administrator = 管理员
people-scope-city = 全市
people-scope-department = 部门
people-scope-hub = 服务窗口或中心（hub）
people-scope-organisation = 机构
people-scope-district = 社区
people-scope-of = { $kind } { $of }

people-roles = 角色
people-roles-about = 授予和撤销角色
people-roles-lead = 任何人都不能给自己授予角色。每次更改都会写入记录。
people-roles-table = 谁有角色
people-roles-who = 人员
people-roles-role = 角色
people-roles-scope = 适用范围
people-roles-since = 开始日期
people-roles-until = 结束日期
people-roles-take = 撤销
people-roles-give = 授予角色
people-roles-mail = 此人的电子邮箱
people-roles-mail-hint = 此人必须已用这个地址登录过一次。
people-roles-of = 哪个部门、服务窗口、机构或社区
people-roles-of-hint = 填写城市文件夹或网页地址中的标识。全市请留空。

people-emergency = 紧急情况
people-emergency-about = 当孩子有危险时，无权限也可打开档案
people-emergency-warning = 仅限孩子可能有危险时
people-emergency-lead = 本人会得到通知，数据保护负责人会核查。
people-emergency-reason = 发生了什么？
people-emergency-do = 打开档案
people-emergencies = 待核查的紧急情况
people-emergencies-about = 在紧急情况下打开的档案：由另一人核查是否正当。
people-emergencies-none = 没有需要核查的内容。
people-emergencies-review = 我已核查

people-trail = 记录
people-trail-about = 谁在什么时候做了什么，不含姓名。每一行都与前一行相连：如果有人改动一行，就能看出来。
people-trail-whole = 记录完整：没有任何一行被改动。
people-trail-broken = 记录被篡改。请立即通知负责人，并保留一份数据库副本。
people-trail-number = 编号
people-trail-when = 时间
people-trail-what = 事项
people-trail-who = 人员
people-trail-subject = 对象
people-trail-detail = 详情
people-trail-older = 更早的记录

people-no-looked = 请填写税号、电子邮箱或纸质代码；或者名字和出生日期。
people-no-presence = 请选择您如何确认此人身份。
people-no-reason = 请简单写明原因。
people-no-role = 请选择一个角色。
people-no-scope = 请填写一个存在的部门、服务窗口、机构或社区。
people-no-day = 日期不正确，或已经过去。

people-pin-desk-hint = 只有用 PIN 确认身份时才填写：由本人说出或输入。
people-no-paper = 此人没有纸质代码：请选择其他方式。
people-no-pin = PIN 不正确。错误五次后代码会被锁定。

people-jobs = 自动任务
people-jobs-about = 程序自行完成的工作：信件、提醒、清理。
people-jobs-waiting = 最早的任务自 { $since } 起等待。如果时间很久，说明没有程序在处理。
people-jobs-dead = 已放弃
people-jobs-revive = 重试
people-jobs-what = 内容
people-jobs-state = 状态
people-jobs-number = 数量
people-jobs-table = 任务
people-letters-table = 信件
people-job-waiting = 等待中
people-job-running = 进行中
people-job-done = 已完成
people-job-dead = 已放弃
people-job-sent = 已发送
people-job-refused = 被拒绝
people-job-unreachable = 地址无法送达
people-job-expired = 已过期
people-job-given-up = 已放弃
people-letters-unreachable = { $count ->
    [0] 所有地址都可以送达。
   *[other] { $count } 个地址无法送达。
}

people-way-waits = 在管理员确认之前，用此方式登录时您的角色不生效。
people-told-way = 管理员已确认您的一种登录方式：现在用它登录时您的角色也生效。
people-ways-unconfirmed = 待确认的登录方式
people-ways-unconfirmed-about = 这些人有角色，并在只用一个因素登录后添加了登录方式。请当面或电话询问本人后再确认。
people-ways-confirm = 确认

people-ended = 结束某人的会话
people-ended-about = 当账户可能落入他人之手，或有人离开服务时。
people-ended-lead = 结束此人在所有设备上的全部会话。此人会得知此事及原因，并可重新登录。此操作会写入记录。
people-ended-who = 此人的税号、电子邮件或纸上代码
people-ended-reason = 原因
people-ended-reason-hint = 此人也会看到。最多 200 个字符。
people-ended-done = { $count ->
   *[other] 已结束 { $count } 个会话。
}
people-ended-button = 结束全部会话
people-no-who = 请填写税号、电子邮件或纸上代码。
