# Words of dates, distances, lists and languages. Facts as in Unicode CLDR.

weekday-1 = Lunes
weekday-2 = Martes
weekday-3 = Miyerkules
weekday-4 = Huwebes
weekday-5 = Biyernes
weekday-6 = Sabado
weekday-7 = Linggo
weekday-short-1 = Lun
weekday-short-2 = Mar
weekday-short-3 = Miy
weekday-short-4 = Huw
weekday-short-5 = Biy
weekday-short-6 = Sab
weekday-short-7 = Lin

month-1 = Enero
month-2 = Pebrero
month-3 = Marso
month-4 = Abril
month-5 = Mayo
month-6 = Hunyo
month-7 = Hulyo
month-8 = Agosto
month-9 = Setyembre
month-10 = Oktubre
month-11 = Nobyembre
month-12 = Disyembre
month-short-1 = Ene
month-short-2 = Peb
month-short-3 = Mar
month-short-4 = Abr
month-short-5 = May
month-short-6 = Hun
month-short-7 = Hul
month-short-8 = Ago
month-short-9 = Set
month-short-10 = Okt
month-short-11 = Nob
month-short-12 = Dis

date-long = { $weekday }, { $month } { $day }, { $year }
date-medium = { $month } { $day }, { $year }
date-short = { $monthShort } { $day }, { $year }
date-near = { $weekdayShort }, { $monthShort } { $day }
date-and-time = { $date }, { $time }
time-range = { $from }–{ $to }

unit-metres = { $n } m
unit-kilometres = { $n } km

list-comma = { ", " }
list-and = { $items } at { $last }

language-it = Italyano
language-en = Ingles
language-ar = Arabe
language-zh = Tsino
language-es = Espanyol
language-fil = Filipino
language-ro = Romanian
language-uk = Ukrainian
language-si = Sinhala
language-bn = Bangla
language-fr = Pranses
language-sq = Albanian
language-de = Aleman
language-pt = Portuges
language-pl = Polish
language-ru = Ruso
language-ur = Urdu
language-pa = Punjabi
language-hi = Hindi
language-fa = Persian
language-tr = Turkish
language-lis = wikang pasenyas ng Italya
