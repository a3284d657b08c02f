# Coming in, one's own area, the family.

people-my-area = 个人空间
people-sign-in = 登录
people-sign-in-lead = 请选择登录方式。第一次登录时，会为您开通个人空间。
people-sign-in-help = 登录需要帮助吗？请拨打：
people-sign-out = 退出
people-enter = 登录
people-save = 保存
people-change = 修改
people-back = 返回
people-print = 打印
people-new = 新
people-remove = 移除
people-once-title = 只显示一次

people-way-mail = 电子邮箱
people-way-mail-text = 我们给您发送一个链接。不需要密码。
people-way-paper = 纸质代码
people-way-paper-text = 如果服务窗口（sportello）给过您一张写有代码和 PIN 码的纸，请用它登录。
people-way-external = 数字身份
people-way-passkey = 通行密钥（passkey）
people-way-named = { $way }（{ $name }）
people-use-paper = 使用纸质代码
people-mail = 电子邮箱地址
people-mail-hint = 例如 name@example.org
people-send-link = 发送链接

people-link-sent = 请查看您的邮箱
people-link-sent-text = 如果地址 { $mail } 正确，您很快会收到一封带有登录链接的邮件。
people-link-sent-where = 链接10分钟内有效，只能使用一次。如果没有看到邮件，请也查看垃圾邮件。
people-link-again = 再要一个链接
people-link-confirm = 进入您的个人空间
people-link-confirm-text = 链接有效。请按按钮登录。
people-link-over = 链接已失效
people-link-over-text = 一个链接只能使用一次，10分钟内有效。请再要一个：马上就能收到。

people-letter-subject = 您的 Wish Mi 登录链接
people-letter-text = 您要求登录 Wish Mi。请打开链接，然后按“登录”。
people-letter-add-subject = 请确认您在 Wish Mi 的邮箱地址
people-letter-add-text = 您想也用这个地址登录 Wish Mi。请打开链接并确认。
people-letter-add = 确认地址
people-letter-lasts = { $minutes ->
   *[other] 链接 { $minutes } 分钟内有效，只能使用一次。
}
people-letter-not-you = 不是您本人要求的？您什么都不用做：没有这个链接，谁也无法登录。

people-paper = 用纸质代码登录
people-paper-text = 请输入纸上的代码和 PIN 码。也可以用相机对准纸上的方块图案。
people-paper-code = 代码
people-paper-code-hint = 共26个字母和数字。不区分大小写，空格和连字符可有可无。
people-pin = PIN 码
people-paper-help = 纸张丢失了，或代码被锁定了？服务窗口（sportello）会给您新的代码。想知道去哪里，请拨打：

people-given = 名字
people-family = 姓氏
people-family-hint = 如果此人只有一个名字，请留空。
people-birth = 出生日期
people-birth-child-hint = 用来推荐适合年龄的活动。
people-code = 税号（codice fiscale）
people-code-hint = 可不填。还没有税号的人，同样可以使用全部功能。
people-phone = 电话
people-lang = 我们给您写信使用的语言
people-age = { $years ->
    [0] 不满1岁
   *[other] { $years }岁
}
people-age-unknown = 未填写年龄

people-hello = 您好，{ $name }
people-unread = { $count ->
   *[other] 您有 { $count } 条新消息
}
people-family-title = 我的家庭
people-no-children = 您还没有添加孩子。
people-doors = 您的内容
people-door-facts = 我的资料
people-door-facts-about = 姓名、电话、语言
people-door-saved = 我的收藏
people-door-saved-about = 您保存的活动
people-door-messages = 消息
people-door-messages-about = 发生了什么
people-door-consents = 同意事项
people-door-consents-about = 您选择允许的内容
people-door-looks = 谁查看过我的数据
people-door-looks-about = 市政府人员每次打开您档案的记录
people-door-account = 登录与设备
people-door-account-about = 您如何登录、从哪里登录
people-door-data = 下载或删除我的数据
people-door-data-about = 获取全部数据的副本，或将其删除
people-door-staff = 我的工作
people-door-staff-about = Wish Mi 工作人员的页面

people-facts-lead = 您可以随时修改这些资料。电子邮箱地址请在“登录与设备”中修改。
people-facts-new = 欢迎！您叫什么名字？其他内容可不填。
people-facts-register = 姓名、出生日期和税号来自公共登记，不能在这里修改。

people-child-new = 添加孩子
people-child-new-lead = 只需要名字和出生日期。
people-child-add = 添加
people-child-title = 您是这个孩子的什么人？
people-child-title-hint = 监护人、寄养人和社会工作者需要有法律文书：由服务窗口（sportello）查看并登记。
people-child-declare = 我声明以上内容属实。我知道虚假声明会受到法律处罚（DPR 445/2000，第46、47和76条）。
people-child-about = { $age } · { $title }
people-child-facts = 孩子的资料
people-child-facts-lead = 当您修改内容时，其他可以代孩子办事的人会收到消息。
people-title-parent = 母亲或父亲
people-title-guardian = 法官指定的监护人
people-title-foster = 寄养人
people-title-voluntary-tutor = 志愿监护人
people-title-social-worker = 社会工作者
people-other-guardian = { $name }（{ $title }）
people-proof = 我们如何得知
people-proof-declared = 由您本人说明
people-proof-document = 已查看证件
people-proof-register = 来自公共登记

people-guardians = 谁可以和您一起办事
people-guardians-only-you = 目前只有您。
people-invite = 邀请另一位家长
people-invite-text = 另一位家长可以拥有同样的权利。您把链接给对方，对方登录自己的个人空间并接受。
people-invite-lead = 请把这个链接给另一位家长，或让对方用相机对准方块图案。
people-invite-until = 邀请有效期至{ $until }。
people-invite-once = 请现在复制或打印：离开本页后，链接不会再显示。您随时可以重新邀请。
people-invitation-open = 有一份邀请，有效期至{ $until }。
people-withdraw = 撤回邀请
people-invited = 给您的邀请
people-invited-text = { $by }邀请您一起代{ $child }办事。
people-invited-means = 如果您接受，您可以看到孩子的资料，代孩子预约，并收到消息。
people-invited-accept = 接受
people-invited-not = 不接受

people-matter-bookings = 预约和取消预约
people-matter-vouchers = 申请和使用补助券（voucher）
people-matter-data = 查看和修改资料
people-waits = 暂停，直到情况明确：{ $what }
people-wait-title = 如果你们意见不一致
people-wait-ask = 请求暂停
people-wait-text = 如果您不同意另一位家长的做法，可以请求暂停某件事。对方会得到通知，服务窗口（sportello）会帮助你们。
people-wait-what = 要暂停什么？
people-wait-send = 请求暂停
people-lift = 可以继续
people-leave-title = 我不再负责这个孩子
people-leave-ask = 我想停止
people-leave-text = 您将看不到孩子的资料，也不能再代孩子办事。其他负责人不受影响。
people-leave = 立即停止

people-messages-none = 没有消息。
people-messages-read = 全部标为已读
people-look-there = 查看
people-told-changed = 与您共同负责孩子的人修改了孩子的资料。
people-told-guardian = 现在另有一人可以代您负责的孩子办事。
people-told-wait = 与您共同负责孩子的人请求暂停：{ $what }。服务窗口（sportello）可以帮助你们。
people-told-glass = 在紧急情况下，一名市政府人员打开了您的档案。另一人会核查这样做是否正当。
people-told-role = 您有一个新角色：{ $role }。
people-told-consent = 与您共同负责孩子的人给予了同意：{ $purpose }。
people-told-revoked = 与您共同负责孩子的人撤回了同意：{ $purpose }。
people-told-young = 您已满14岁：现在可以拥有自己的个人空间。
people-told-child-young = 您负责的一个孩子已满14岁：现在可以拥有自己的个人空间。您继续与其一起办事。
people-told-adult = 您已满18岁：从今天起由您自己办事。
people-told-child-adult = 您曾经负责的一个人已满18岁，从今天起自己办事。

people-consents-lead = 不给予这些同意，也可以使用 Wish Mi。您可以随时改变主意。每项同意有效期为两年。
people-consent-newsletter = 通过电子邮件接收消息
people-consent-newsletter-about = 我们每月给您写一次信，介绍新内容。我们只使用您的邮箱地址。
people-consent-participation = 参与
people-consent-participation-about = 我们保存您关心的主题，并邀请您发表意见。只有负责公众参与的部门能看到。
people-consent-photos = 照片
people-consent-photos-about = 活动主办方可以给您拍照，并用照片介绍活动。
people-consent-referral = 转介到服务机构
people-consent-referral-about = 如果您请求帮助，我们可以把您的姓名和电话告诉能帮助您的服务机构。
people-consent-child-photos = 活动期间的照片
people-consent-child-referral = 把数据转交给能提供帮助的服务机构
people-assent = 我也问过孩子，孩子同意
people-agree = 我同意
people-agreed = 您于{ $since }表示同意
people-revoke = 我撤回同意

people-ways = 您的登录方式
people-used = 上次使用：{ $at }
people-made = 添加于：{ $at }
people-add-mail = 添加电子邮箱地址
people-add-mail-sent = 我们已向您发送链接：请打开链接确认地址。
people-sessions = 您在哪里登录
people-sessions-text = 如果您不认识某个设备，请结束它的登录。
people-session-here = 本设备
people-session-about = { $way }，使用时间：{ $at }
people-session-end = 结束登录
people-sessions-end-others = 结束所有其他登录
people-device-unknown = 未知设备

people-looks-lead = 在这里，您可以看到市政府工作人员每次打开您档案的记录和原因。
people-looks-none = 没有人查看过您的数据。
people-look-desk-find = 在服务窗口查找
people-look-assisted-session = 在服务窗口协助办理
people-look-file = 打开档案
people-look-emergency = 紧急情况

people-export = 下载我的数据
people-export-text = 一个文件，包含我们所知道的关于您和您家庭的全部内容，采用其他程序可以读取的格式。
people-export-do = 下载文件
people-erase = 删除我的数据
people-erase-text = 我们会删除您的姓名、联系方式、登录方式和消息。此操作无法撤销。
people-erase-keeps = 法律要求我们保留的内容会保留，但不带您的姓名：办理记录和付款数字。如果只有您一人负责某个孩子，须先由服务窗口（sportello）找到可以负责的人。
people-erase-sure = 我明白我的数据将被永久删除
people-erase-do = 全部删除

people-no-guardian = 您不能代此人办事。如果您认为有误，请到服务窗口（sportello）询问。
people-no-limited = { $what ->
    [bookings] 有法律文书规定，您不能代此人预约。
    [vouchers] 有法律文书规定，您不能代此人申请或使用补助券（voucher）。
   *[other] 有法律文书规定，您不能查看或修改此人的资料。
}
people-no-blocked = 另一位负责这个孩子的人请求暂停。服务窗口（sportello）可以帮助你们弄清情况。
people-no-too-young = 未满 { $age } 岁须由成年人办事。
people-no-of-age = 年满 { $age } 岁的人自己办事。
people-no-guardian-too-young = 须年满 { $age } 岁才能负责孩子。
people-no-own-guardian = 不能自己做自己的负责人：请填写另一个人。
people-no-act-needed = 此项需要法律文书。请带到服务窗口（sportello）：只需几分钟。
people-no-already = 此人已经是这个孩子的负责人。
people-no-last-guardian = 只有您一人负责某个孩子。请先到服务窗口（sportello），请他们找到可以负责的人。
people-no-invitation-over = 邀请已失效。请向邀请您的人再要一份。
people-no-birth-needed = 请填写出生日期。
people-no-birth-wrong = 出生日期不正确。请填写日、月、年。
people-no-name-wrong = 请填写名字，最多 { $max } 个字符。
people-no-mail-wrong = 电子邮箱地址不完整。请按 name@example.org 的格式填写。
people-no-phone-wrong = 电话号码不正确。请只填数字，例如 333 1234567。
people-no-code-disagrees = 税号与出生日期不符。请核对这两项。
people-no-code-taken = 此税号已被使用。如果是您的税号，请用另一种方式登录，或到服务窗口（sportello）询问。
people-no-same-person = 同一个人不能做这两件事：需要一位同事。
people-no-own-affair = 这涉及您的家庭或您的机构：须由一位同事办理。
people-no-locked = 错误次数过多：代码已锁定。服务窗口（sportello）会给您新的代码。
people-no-entry = 代码、PIN 码或链接不正确，或已失效。请核对后重试。
people-no-other-account = 此地址已属于另一个个人空间。
people-no-last-way-in = 这是您唯一的登录方式：请先添加另一种。
people-no-assent-needed = 请也问一问孩子，并勾选方框。
people-no-forbidden = 您没有权限这样做。
people-no-not-one = 我们没有找到唯一的一个人。请核对，或换一种方式查找。
people-no-title = 请选择您是这个孩子的什么人。
people-no-declaration = 如要继续，请勾选声明。
people-no-sure = 如要删除，请勾选方框。

people-demo = 以虚构人物的身份试用
people-demo-text = 这是演示：您可以以一个家庭或市政府工作人员的身份登录。这些人物都不是真实的。
people-demo-choose = 选择人物
people-demo-family = 有两个孩子的母亲
people-demo-newcomer = 刚来不久、阅读阿拉伯语的母亲
people-demo-young = 16岁的女孩

people-way-external-text = 请用您已有的数字身份登录。
people-enter-with = 用 { $name } 登录
people-add-external = 关联数字身份
people-add-with = 关联 { $name }
people-continue = 继续
people-continue-text = 现在将转到确认您身份的页面。如果没有反应，请按“继续”。
people-way-passkey-text = 如果您已有通行密钥（passkey），可以用设备的指纹、面容或 PIN 码登录。
people-use-passkey = 用通行密钥登录
people-add-passkey = 添加通行密钥
people-add-passkey-text = 有了通行密钥（passkey），您可以用设备的指纹、面容或 PIN 码登录，不用等邮件。
people-passkey-label = 您想给它起什么名字？
people-passkey-label-hint = 例如“家里的电话”。
people-passkey-none = 此设备或浏览器不支持通行密钥。请选择另一种方式。
people-passkey-cancelled = 没有使用任何通行密钥。请重试，或选择另一种方式。
people-passkey-known = 此设备已有您个人空间的通行密钥。
people-passkey-failed = 没有成功。请重试，或选择另一种方式。
people-passkey-script = 只有开启 JavaScript 才能使用通行密钥。
people-no-passkey-over = 时间过长。请重新开始。
people-no-passkey-wrong = 设备的回应不正确。请重新开始，或选择另一种方式。
people-no-passkey-unverified = 设备没有核实使用者的身份。请开启指纹、面容或 PIN 码锁，然后重试。
people-no-passkey-unknown = 没有个人空间使用此通行密钥。请选择另一种方式。
people-no-passkey-twice = 此通行密钥已经是您的登录方式。
people-no-passkey-copied = 此通行密钥可能有副本：不能使用。请用另一种方式登录，然后移除它。

# 登录之前已开始填写的表单。
people-typed-kept = 请登录后继续。您填写的内容会在此浏览器中保留到 { $until }，尚未发送。PIN 和文件不会保留。
people-typed-here = 您填写的内容还在这里，但尚未发送。请再看一遍，然后按表单末尾的按钮。
people-typed-elsewhere = 您之前填写的内容不在此浏览器中。它在您开始填写的浏览器里保留到 { $until }：请在那里打开此页面，或在这里重新填写。
people-typed-over = 填写的内容保留一小时，现在时间已过。请在这里重新填写：没有发送任何内容。
people-typed-unkept = 您之前填写的内容无法保留，因为含有文件或过长。没有发送任何内容：请登录后重新填写表单。
people-typed-another = 此浏览器中有一份为他人填写的表单，在这里不显示。
people-typed-forget = 从空白表单重新开始
people-typed-same-browser = 请在同一个浏览器中打开链接：您填写的内容在这里等着您。
people-hold = 请先登录
people-hold-text = 此表单需要登录。您填写的内容太多，我们无法保留：它留在此页面中，请不要关闭。尚未发送任何内容。
people-hold-door = 在另一个标签页中登录
people-hold-back = 回到此标签页并发送。
people-hold-send = 现在发送

# 再次确认身份；由他人结束的会话。
people-prove = 确认是您本人
people-prove-text = 添加或移除登录方式之前，请确认是您本人：用您喜欢的方式重新登录。十分钟内有效。
people-prove-again = 您已在您的专区中。此步骤请再登录一次，以便我们确认是您本人。
people-told-sessions = 管理员已结束您所有打开的会话。原因：{ $reason }

# 国家按钮。
people-spid-choose = 请选择为您提供 SPID 的机构
people-spid-about = 了解 SPID
people-spid-none = 还没有 SPID？
people-cie-about = 了解 CIE
