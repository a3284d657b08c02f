# Words of dates, distances, lists and languages. Facts as in Unicode CLDR.

weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد
weekday-short-1 = اثنين
weekday-short-2 = ثلاثاء
weekday-short-3 = أربعاء
weekday-short-4 = خميس
weekday-short-5 = جمعة
weekday-short-6 = سبت
weekday-short-7 = أحد

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
month-short-1 = يناير
month-short-2 = فبراير
month-short-3 = مارس
month-short-4 = أبريل
month-short-5 = مايو
month-short-6 = يونيو
month-short-7 = يوليو
month-short-8 = أغسطس
month-short-9 = سبتمبر
month-short-10 = أكتوبر
month-short-11 = نوفمبر
month-short-12 = ديسمبر

date-long = { $weekday }، { $day } { $month } { $year }
date-medium = { $day } { $month } { $year }
date-short = { $day } { $monthShort } { $year }
date-near = { $weekdayShort } { $day } { $monthShort }
date-and-time = { $date }، الساعة { $time }
time-range = { $from }–{ $to }

unit-metres = { $n } متر
unit-kilometres = { $n } كم

list-comma = { "، " }
list-and = { $items } و{ $last }

language-it = الإيطالية
language-en = الإنجليزية
language-ar = العربية
language-zh = الصينية
language-es = الإسبانية
language-fil = الفلبينية
language-ro = الرومانية
language-uk = الأوكرانية
language-si = السنهالية
language-bn = البنغالية
language-fr = الفرنسية
language-sq = الألبانية
language-de = الألمانية
language-pt = البرتغالية
language-pl = البولندية
language-ru = الروسية
language-ur = الأردية
language-pa = البنجابية
language-hi = الهندية
language-fa = الفارسية
language-tr = التركية
language-lis = لغة الإشارة الإيطالية
