# What has changed in a record.

exchange-history = Kasaysayan ng mga pagbabago
exchange-history-none = Wala pang naitalang pagbabago sa pahinang ito.
exchange-history-about = Ano ang nabago sa pahinang ito, kailan, at ayon sa aling pinagmulan.
exchange-history-when = Kailan
exchange-history-what = Ano
exchange-history-source = Pinagmulan
exchange-history-new = Idinagdag sa katalogo
exchange-history-changed = Nabago: { $fields }
exchange-history-confirmed = Sinuri muli: pareho pa rin ang ipinapakitang impormasyon
exchange-history-gone = Wala na ito sa pinagmulan
exchange-history-back = Nasa pinagmulan na ulit ito
exchange-history-merged = Isinama sa ibang pahina
exchange-history-removed = Inalis
exchange-history-details = iba pang detalye
exchange-history-target = Buksan ang pahina
