# Vouchers.
