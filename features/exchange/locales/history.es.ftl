# What has changed in a record.

exchange-history = Historial de cambios
exchange-history-none = Todavía no se ha registrado ningún cambio de esta ficha.
exchange-history-about = Qué ha cambiado en esta ficha, cuándo y según qué fuente.
exchange-history-when = Cuándo
exchange-history-what = Qué
exchange-history-source = Fuente
exchange-history-new = Añadida al catálogo
exchange-history-changed = Ha cambiado: { $fields }
exchange-history-confirmed = Comprobada de nuevo: los datos mostrados son los mismos
exchange-history-gone = La fuente ya no la incluye
exchange-history-back = La fuente vuelve a incluirla
exchange-history-merged = Unida a otra ficha
exchange-history-removed = Retirada
exchange-history-details = otros detalles
exchange-history-target = Abrir la ficha
