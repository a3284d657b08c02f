# Reports as tickets: the receipt, the officers' queue, letters.

voice-ticket-title = Your report
voice-ticket-receipt = Receipt code
voice-ticket-keep = Keep the code or the link of this page: you read the answer here, without an account. Whoever has the code can read it.
voice-ticket-number = Number
voice-ticket-came = Received on
voice-ticket-due = Answer by
voice-ticket-answer = Answer
voice-ticket-question = We have a question
voice-ticket-forget = Delete my address now
voice-ticket-happened = What has happened
voice-ticket-send = Send
voice-ticket-reopen = Is the mistake still there? Say what is wrong
voice-ticket-reply = Your answer
voice-ticket-more = Would you like to add something?

voice-state-open = Waiting
voice-state-assigned = Being dealt with
voice-state-asked = Waiting for an answer
voice-state-answered = Solved
voice-state-closed = Closed

voice-step-received = Report received
voice-step-taken = An officer has taken it
voice-step-released = Put back among those waiting
voice-step-asked-visitor = Question to whoever reported it
voice-step-asked-organisation = The organisation was asked
voice-step-said-visitor = Whoever reported it has written
voice-step-said-organisation = The organisation has answered
voice-step-mended = The organisation has corrected the page
voice-step-right = The organisation says that the page is right
voice-step-answered = Answer given
voice-step-closed = Closed without changes
voice-step-reopened = Opened again

voice-closed-right = We have checked: the information is right and stays as it is.
voice-closed-double = Somebody had reported it already: we deal with it there.
voice-closed-elsewhere = It does not depend on this site, so we cannot correct it here.
voice-closed-unclear = We could not find out what is wrong.
voice-closed-misuse = The message does not report a mistake.

voice-reason-right = The information is right
voice-reason-double = Already reported
voice-reason-elsewhere = Does not depend on this site
voice-reason-unclear = Cannot be understood
voice-reason-misuse = Not a report of a mistake

voice-letter-thanks = Thank you for reporting a mistake to us.
voice-letter-about = Your report is about: { $name }.
voice-letter-answered = You were right: we have corrected the page.
voice-letter-asked = To correct the page we need an answer from you:
voice-letter-asked-subject = A question about your report number { $number }
voice-letter-answered-subject = Answer to your report number { $number }
voice-letter-closed-subject = Answer to your report number { $number }
voice-letter-asked-button = Answer
voice-letter-answered-button = Open the receipt
voice-letter-closed-button = Open the receipt
voice-letter-receipt = Receipt code: { $receipt }
voice-letter-why = You get this letter because you left your address for the answer. You can delete it from the receipt.

voice-find = Read the answer to a report
voice-find-about = Write the code of your receipt. You need no account.
voice-find-receipt = Receipt code
voice-find-hint = Twelve letters and digits, for example 7K3F-9QXM-2TVA. Capital letters, spaces and dashes do not matter.
voice-find-send = Open the receipt
voice-find-lost = Have you lost the code? Call and say the number of your report.

voice-refused-unknown = There is no such report.
voice-refused-changed = Somebody else has changed this report meanwhile. Below you see how it is now: check it and decide again.
voice-refused-words = Write a few words.
voice-refused-step = This cannot be done any more: look at the state of the report.
voice-refused-late = More than { $days } days have passed: send a new report from the page.
voice-refused-officer = This page is for those who deal with reports in the city.
voice-refused-reason = Choose why you close it.
voice-refused-receipt-none = Write the code of your receipt.
voice-refused-receipt-form = The code has twelve letters and digits, like 7K3F-9QXM-2TVA. Check that it is complete.
voice-refused-receipt-unknown = No report has this code. Check every letter and digit.

voice-desk = Reports
voice-desk-about = What people report, how long they have been waiting, and the answer
voice-desk-lead = Those that have been waiting longest come first. Whoever reported it reads the answer with the receipt, and by e-mail if they left an address.
voice-desk-states = State
voice-desk-none = There are no reports.
voice-desk-more = Show the next ones
voice-desk-site = The site
voice-desk-gone = A page that is no longer there
voice-desk-one = Report { $number }
voice-desk-waiting = To do
voice-desk-number = number { $number }
voice-desk-mine = You deal with it
voice-desk-theirs = Somebody else deals with it
voice-desk-news = The organisation has answered
voice-desk-text = In their words
voice-desk-language = Language
voice-desk-mail = Answer by e-mail
voice-desk-mail-yes = Yes: the letter goes by itself
voice-desk-mail-no = No: they read it with the receipt
voice-desk-note = Note for colleagues
voice-desk-note-hint = Whoever reported it does not see it.
voice-desk-record = Open the page
voice-desk-history = History of changes
voice-desk-look = Look at what has changed
voice-desk-question = Question
voice-desk-answer = Answer to whoever reported it
voice-desk-answer-hint = Optional: a sentence about the outcome is there already. They have written in this language: { $lang }.
voice-desk-reason = If there is nothing to correct: why?

voice-clock-open = { $days ->
    [0] came today, answer by { $due }
    [one] waiting for one day, answer by { $due }
   *[other] waiting for { $days } days, answer by { $due }
}
voice-clock-late = { $days ->
    [one] late: waiting for one day, it was due by { $due }
   *[other] late: waiting for { $days } days, it was due by { $due }
}
voice-clock-ended = { $days ->
    [0] ended on the same day
    [one] ended within one day
   *[other] ended within { $days } days
}

voice-do-take = I deal with it
voice-do-release = Put back among those waiting
voice-do-ask = Ask
voice-do-ask-organisation = Ask the organisation
voice-do-ask-visitor = Ask whoever reported it
voice-do-end = Answer and end
voice-do-answer = The mistake is corrected: answer
voice-do-close = Close without changes
voice-do-reopen = Open again
voice-field-other = other details
