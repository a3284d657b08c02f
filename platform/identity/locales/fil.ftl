# What a person is told when a sign-in with another party's identity was refused.
identity-choose-again = Hindi mo natapos ang pag-sign in. Maaari kang sumubok muli o pumili ng ibang paraan ng pag-sign in.
identity-begin-again = Hindi gumana ang pag-sign in. Magsimula muli.
identity-later = Hindi sumasagot ang serbisyong gusto mong gamitin sa pag-sign in. Subukan muli pagkalipas ng ilang minuto o pumili ng ibang paraan.
identity-higher-level = Kailangan ng mas ligtas na pag-sign in. Subukan muli at pumili ng mas mataas na antas sa iyong identity provider.
identity-second-factor = Kailangan ng ikalawang kumpirmasyon, gaya ng code sa iyong telepono. I-on ito sa iyong identity provider at subukan muli.
identity-consent = Hindi ipinadala ng iyong identity provider ang isang impormasyong kailangan namin. Subukan muli at pahintulutan ang pagpapadala ng hinihinging datos.
identity-tell-us = Hindi namin ma-verify ang sagot ng iyong identity provider. Pumili ng ibang paraan ng pag-sign in at ipaalam sa amin ang problema.
