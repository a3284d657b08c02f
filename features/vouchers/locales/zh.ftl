# Vouchers.

vouchers-told-hook-ended = 自 { $at } 起，通知无法送达你们的系统：我们不再发送。系统恢复响应后，请设置新的通知地址。
