# Words of dates, distances, lists and languages. Facts as in Unicode CLDR.

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sept
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

date-long = { $weekday } { $day } { $month } { $year }
date-medium = { $day } { $month } { $year }
date-short = { $day } { $monthShort } { $year }
date-near = { $weekdayShort } { $day } { $monthShort }
date-and-time = { $date }, { $time }
time-range = { $from }–{ $to }

unit-metres = { $n } m
unit-kilometres = { $n } km

list-comma = { ", " }
list-and = { $items } and { $last }

language-it = Italian
language-en = English
language-ar = Arabic
language-zh = Chinese
language-es = Spanish
language-fil = Filipino
language-ro = Romanian
language-uk = Ukrainian
language-si = Sinhala
language-bn = Bengali
language-fr = French
language-sq = Albanian
language-de = German
language-pt = Portuguese
language-pl = Polish
language-ru = Russian
language-ur = Urdu
language-pa = Punjabi
language-hi = Hindi
language-fa = Persian
language-tr = Turkish
language-lis = Italian Sign Language
