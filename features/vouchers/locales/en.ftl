# Vouchers.

vouchers-told-hook-ended = Notices to your own system have not arrived since { $at }: we send no more. When the system answers again, set up a new address for notices.
