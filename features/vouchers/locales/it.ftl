# Vouchers.

vouchers-told-hook-ended = Le notifiche al vostro sistema non arrivano più dal { $at }: non ne mandiamo altre. Quando il sistema risponde di nuovo, create un nuovo indirizzo per le notifiche.
