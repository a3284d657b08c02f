# Words of dates, distances, lists and languages. Facts as in Unicode CLDR.

weekday-1 = 星期一
weekday-2 = 星期二
weekday-3 = 星期三
weekday-4 = 星期四
weekday-5 = 星期五
weekday-6 = 星期六
weekday-7 = 星期日
weekday-short-1 = 周一
weekday-short-2 = 周二
weekday-short-3 = 周三
weekday-short-4 = 周四
weekday-short-5 = 周五
weekday-short-6 = 周六
weekday-short-7 = 周日

month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
month-short-1 = 1月
month-short-2 = 2月
month-short-3 = 3月
month-short-4 = 4月
month-short-5 = 5月
month-short-6 = 6月
month-short-7 = 7月
month-short-8 = 8月
month-short-9 = 9月
month-short-10 = 10月
month-short-11 = 11月
month-short-12 = 12月

date-long = { $year }年{ $month }{ $day }日{ $weekday }
date-medium = { $year }年{ $month }{ $day }日
date-short = { $year }年{ $monthShort }{ $day }日
date-near = { $monthShort }{ $day }日{ $weekdayShort }
date-and-time = { $date } { $time }
time-range = { $from }–{ $to }

unit-metres = { $n } 米
unit-kilometres = { $n } 公里

list-comma = 、
list-and = { $items }和{ $last }

language-it = 意大利语
language-en = 英语
language-ar = 阿拉伯语
language-zh = 中文
language-es = 西班牙语
language-fil = 菲律宾语
language-ro = 罗马尼亚语
language-uk = 乌克兰语
language-si = 僧伽罗语
language-bn = 孟加拉语
language-fr = 法语
language-sq = 阿尔巴尼亚语
language-de = 德语
language-pt = 葡萄牙语
language-pl = 波兰语
language-ru = 俄语
language-ur = 乌尔都语
language-pa = 旁遮普语
language-hi = 印地语
language-fa = 波斯语
language-tr = 土耳其语
language-lis = 意大利手语
