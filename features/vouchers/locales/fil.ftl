# Vouchers.

vouchers-told-hook-ended = Hindi na dumarating ang mga abiso sa inyong sistema mula { $at }: hindi na kami magpapadala. Kapag sumagot muli ang sistema, gumawa ng bagong address para sa mga abiso.
