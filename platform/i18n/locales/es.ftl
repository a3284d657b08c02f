# Words of dates, distances, lists and languages. Facts as in Unicode CLDR.

weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo
weekday-short-1 = lun
weekday-short-2 = mar
weekday-short-3 = mié
weekday-short-4 = jue
weekday-short-5 = vie
weekday-short-6 = sáb
weekday-short-7 = dom

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
month-short-1 = ene
month-short-2 = feb
month-short-3 = mar
month-short-4 = abr
month-short-5 = may
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = sept
month-short-10 = oct
month-short-11 = nov
month-short-12 = dic

date-long = { $weekday }, { $day } de { $month } de { $year }
date-medium = { $day } de { $month } de { $year }
date-short = { $day } { $monthShort } { $year }
date-near = { $weekdayShort }, { $day } { $monthShort }
date-and-time = { $date }, { $time }
time-range = { $from }–{ $to }

unit-metres = { $n } m
unit-kilometres = { $n } km

list-comma = { ", " }
list-and = { $items } y { $last }

language-it = italiano
language-en = inglés
language-ar = árabe
language-zh = chino
language-es = español
language-fil = filipino
language-ro = rumano
language-uk = ucraniano
language-si = cingalés
language-bn = bengalí
language-fr = francés
language-sq = albanés
language-de = alemán
language-pt = portugués
language-pl = polaco
language-ru = ruso
language-ur = urdu
language-pa = panyabí
language-hi = hindi
language-fa = persa
language-tr = turco
language-lis = lengua de signos italiana
