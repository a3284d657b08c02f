# What visitors say: stars under every page, reports of mistakes, contacts.

voice-title = Your opinion
voice-question = How clear is the information on this page?
voice-stars = { $count ->
    [one] 1 star out of 5
   *[other] { $count } stars out of 5
}
voice-trap = Leave this field empty
voice-send = Send
voice-skip = Skip
voice-why-title = Thank you! One more question
voice-step = Step { $step } of 2

voice-liked = What did you like most?
voice-liked-clear = The words are easy to understand
voice-liked-complete = Everything I need is here
voice-liked-quick = I quickly found what I was looking for
voice-liked-useful = Now I know what to do
voice-liked-other = Something else

voice-disliked = What was difficult?
voice-disliked-unclear = The words are hard to understand
voice-disliked-incomplete = Some information is missing
voice-disliked-not-found = I did not find what I was looking for
voice-disliked-broken = Something does not work
voice-disliked-other = Something else

voice-words = Would you like to add something?
voice-words-hint = At most { $most } characters. Do not write names, addresses or other personal data.

voice-thanks = Thank you
voice-thanks-text = Your opinion helps us to make the pages better.
voice-thanks-wrong = Did you find a mistake?
voice-back = Back to the page

voice-refused-rate = Choose one to five stars.
voice-refused-answer = Choose an answer, or skip the question.
voice-refused-long = The text is too long: at most { $most } characters.
voice-refused-what = Choose what is wrong.
voice-refused-text = Say in a few words what is wrong.
voice-refused-mail = The e-mail address is not complete. Write it like name@example.org.
voice-refused-consent = To receive an answer tick the box, or delete the address.

voice-report-title = Report a mistake
voice-report-site = Report a problem with the site
voice-report-about = You need not say who you are. A person reads every report and corrects the page.
voice-report-what = What is wrong?
voice-report-text = Explain in a few words
voice-report-text-hint = At most { $most } characters. Do not write names of children or other personal data.
voice-report-mail = Your e-mail, if you would like an answer
voice-report-mail-hint = { $days ->
    [one] Optional. We use it only to answer you and delete it after one day.
   *[other] Optional. We use it only to answer you and delete it after { $days } days.
}
voice-report-consent = { $days ->
    [one] I agree that my e-mail address is kept for one day, only to answer me.
   *[other] I agree that my e-mail address is kept for { $days } days, only to answer me.
}
voice-report-send = Send the report

voice-wrong-closed = It is closed or no longer exists
voice-wrong-times = Days or times
voice-wrong-place = Address or place
voice-wrong-price = Price
voice-wrong-ages = Age
voice-wrong-contacts = Telephone, e-mail or website
voice-wrong-text = Name or description
voice-wrong-double = It is listed twice
voice-wrong-other = Something else

voice-site-broken = Something does not work
voice-site-access = I cannot read or use the page (accessibility)
voice-site-language = The translation is wrong
voice-site-unclear = I do not understand
voice-site-other = Something else

voice-receipt-title = Report received
voice-receipt-number = Your report has the number { $number }.
voice-receipt-record = It is about
voice-receipt-next = We check with the organiser and correct the page. If you call, say this number.
voice-receipt-mail = { $days ->
    [one] We answer you by e-mail. We delete your address after one day.
   *[other] We answer you by e-mail. We delete your address after { $days } days.
}

voice-contacts = Contacts
voice-contacts-about = How to talk to a person, and whom to write to.
voice-contacts-phone = By telephone
voice-contacts-body = Who runs this site
voice-contacts-open = This is a demonstration: the e-mail address is not in use yet.
voice-contacts-offices = Offices
voice-contacts-mistake = Did you find a mistake?
voice-contacts-record = If it is about one activity, open its page and choose “Report a mistake”. If it is about the site, write here.
