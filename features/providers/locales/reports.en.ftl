# What visitors report about an organisation's records, and letters the clock causes.
providers-reports = Reports of visitors
providers-reports-open = { $count ->
    [0] Reports of visitors
   *[other] Reports of visitors ({ $count } waiting)
}
providers-reports-lead = What people say is wrong with your pages. Who wrote it stays unknown; the office sees what you do.
providers-reports-none = Nobody has reported a mistake.
providers-report-one = Report { $number }
providers-report-gone = A page that is no longer there
providers-report-asked = The office asks you
providers-report-over = Ended
providers-report-open = Waiting
providers-report-what = What is wrong
providers-report-text = In the words of whoever wrote it
providers-report-question = The office asks
providers-report-mend = Correct the page
providers-report-mend-hint = When the change is published, the office sees it in this report by itself.
providers-report-words = Answer to the office
providers-report-words-hint = At most { $most } characters. No personal data.
providers-report-say = Send the answer
providers-report-right = The page is right as it is
providers-report-happened = What has happened
providers-told-reminder = { $text }
providers-remind-ends-subject = The admission of «{ $name }» comes to an end
providers-remind-ends = { $days ->
    [0] The admission of «{ $name }» ends today, { $day }.
    [one] The admission of «{ $name }» ends tomorrow, { $day }.
   *[other] The admission of «{ $name }» ends on { $day }, in { $days } days.
}
providers-remind-ends-do = To go on without a gap, ask for the renewal now: what you have given before is ready.
providers-remind-ends-button = Ask for the renewal
providers-remind-ended-subject = The admission of «{ $name }» has ended
providers-remind-ended = The admission of «{ $name }» has ended. You can take no new bookings; those made before stay valid.
providers-remind-ended-do = You can ask for a new admission at any time.
providers-remind-ended-button = Open the case
providers-remind-document-subject = A document of «{ $name }» is about to expire
providers-remind-document = { $days ->
    [0] The document «{ $item }» of «{ $name }» expires today, { $day }.
    [one] The document «{ $item }» of «{ $name }» expires tomorrow, { $day }.
   *[other] The document «{ $item }» of «{ $name }» expires on { $day }, in { $days } days.
}
providers-remind-document-do = Upload the new one before that day.
providers-remind-document-button = Upload the document
providers-remind-stale-subject = Are the pages of «{ $name }» still right?
providers-remind-stale = { $count ->
    [one] One page of «{ $name }» has not been checked for more than three months:
   *[other] { $count } pages of «{ $name }» have not been checked for more than three months. For example:
}
providers-remind-stale-do = If all is right, one press for each page is enough; if not, correct them.
providers-remind-stale-button = Check the pages
providers-remind-reports-subject = Reports about the pages of «{ $name }»
providers-remind-reports = { $count ->
    [one] Somebody has reported a mistake on a page of «{ $name }».
   *[other] There are { $count } new reports of mistakes on the pages of «{ $name }».
}
providers-remind-reports-do = Look at what is wrong: you can correct the page or answer the office.
providers-remind-reports-button = Look at the reports
providers-remind-why = You get this letter because you manage this organisation on the site.
