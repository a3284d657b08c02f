# Ano ang mali sa isang code: ano, saan, paano itatama.

codes-empty = Wala pang code: isulat ito kung paano ito nakasulat sa dokumento
codes-fiscal-length = Ang codice fiscale ay may 16 na karakter (kung pansamantala, 11 numero). Dito ay { $found }
codes-number-length = May 11 numero ito. Dito ay { $found }
codes-letter = Sa puwesto { $at } ay “{ $found }”: titik ang dapat naroon
codes-digit = Sa puwesto { $at } ay “{ $found }”: numero ang dapat naroon
codes-either = Sa puwesto { $at } ay “{ $found }”: titik o numero ang dapat naroon
codes-month = Sa puwesto 9 ay “{ $found }”: ang buwan ay isa sa A, B, C, D, E, H, L, M, P, R, S, T
codes-day = Ang ika-10 at ika-11 na karakter ang araw ng kapanganakan (dagdag na 40 para sa babae): walang ganoong araw
codes-control = Hindi tugma ang huling karakter sa iba: ihambing ang bawat isa sa dokumento
codes-office = Ang ika-8 hanggang ika-10 numero ay tumutukoy sa isang opisina, at wala nito: ihambing sa dokumento
codes-zero = Walang may-ari ng numerong puro sero: isulat ang nasa dokumento
codes-birth-differs = Ibang petsa ng kapanganakan ang sinasabi ng code: ihambing ang code at petsa sa dokumento
codes-sex-differs = Ibang kasarian ang sinasabi ng code: ihambing ang code at kasarian sa dokumento
codes-runts = Ang numero sa RUNTS ay hanggang 7 numero at walang titik: isulat lamang ang numero
codes-iban-form = Hindi ganito ang anyo ng IBAN ng bansang ito: suriin ang haba at ang unang apat na karakter
codes-iban-control = May numero o titik ng IBAN na hindi tugma sa iba: ihambing sa dokumento ng bangko
