# 代码哪里不对：什么问题、在哪里、怎样改正。

codes-empty = 还没有填写代码：请按证件上的样子填写
codes-fiscal-length = 意大利税号（codice fiscale）有 16 个字符（临时税号为 11 位数字）。这里有 { $found } 个
codes-number-length = 这个号码有 11 位数字。这里有 { $found } 个字符
codes-letter = 第 { $at } 个字符是“{ $found }”：这里应为字母
codes-digit = 第 { $at } 个字符是“{ $found }”：这里应为数字
codes-either = 第 { $at } 个字符是“{ $found }”：这里应为字母或数字
codes-month = 第 9 个字符是“{ $found }”：月份应为 A、B、C、D、E、H、L、M、P、R、S、T 之一
codes-day = 第 10 和第 11 个字符表示出生日（女性加 40）：没有这一天
codes-control = 最后一个字符与其他字符不符：请逐个与证件核对
codes-office = 第 8 至第 10 位数字表示办事处，但没有这个办事处：请与证件核对
codes-zero = 全是零的号码不属于任何人：请填写证件上的号码
codes-birth-differs = 税号表示的是另一个出生日期：请将税号和日期与证件核对
codes-sex-differs = 税号表示的是另一个性别：请将税号和性别与证件核对
codes-runts = RUNTS 编号最多 7 位数字，没有字母：请只填写数字
codes-iban-form = 该国的 IBAN 不是这种格式：请检查长度和前四个字符
codes-iban-control = IBAN 中有一个数字或字母与其他的不符：请与银行文件核对
