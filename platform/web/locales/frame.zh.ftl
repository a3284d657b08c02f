# Dead ends, limits, structured data of the frame.

web-error-near = 您要找的可能是
web-error-422 = 无法使用您提交的内容
    .text = 请返回检查各项内容，然后重新提交。
web-refused-too-often = 短时间内请求过多。请等待 { $seconds } 秒后再试。
