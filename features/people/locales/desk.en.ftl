# The desk and the staff.

people-banner = You are acting for:
people-banner-end = End and print the receipt

people-desk = Desk
people-desk-about = Find a family, write down a new one, act for who is here with you
people-desk-lead = Look for the person who is here with you. Each search is written down, and the person can see it.
people-desk-find = Look for a person
people-desk-what = Fiscal code, e-mail or code on paper
people-desk-what-hint = Type one of the three, or read it with the scanner.
people-desk-or = Or first name, family name and date of birth:
people-desk-look = Look
people-desk-else = Not there?
people-desk-new = Write down a person
people-desk-new-lead = A name is enough. Fiscal code, telephone and e-mail are not needed.
people-desk-register = Write down and begin
people-desk-back = Back to the desk
people-found = { $count ->
    [0] Nobody found
    [one] 1 person found
   *[other] { $count } persons found
}
people-found-none = Try another way, or write the person down.
people-conflict = The parents do not agree
people-settle = Let it go on

people-assist = Begin to act for the person
people-assist-begin = Act for { $name }
people-presence = How did you recognise the person?
people-presence-document = I saw a document
people-presence-pin = They gave me the PIN of their code on paper
people-presence-known = I know them
people-reason = Why do you act for them?
people-reason-hint = A few words, such as “enrolment for swimming”. The person can read them.

people-receipt = Receipt
people-receipt-from = Begun
people-receipt-to = Ended
people-receipt-number = Number
people-receipt-done = What was done
people-receipt-see = In your own area, under “Who looked at my data”, you see what was done for you.
people-did-assist = Help at the desk began
people-did-assist-end = Help at the desk ended
people-did-register = Person written down
people-did-add-child = Child added
people-did-change = Details changed
people-did-invite = Other parent invited
people-did-guardian = Another person may act
people-did-leave-child = Responsibility for a child ended
people-did-wait = Asked to wait
people-did-go-on = Waiting ended
people-did-agree = Consent given
people-did-revoke-consent = Consent taken back
people-did-paper-code = Code on paper given
people-did-erase = Data erased

people-give-paper = Give a code on paper
people-give-paper-text = With the code and the PIN the person comes in alone, without e-mail and without a smartphone of their own. Codes given earlier stop working.
people-given-title = Code on paper
people-given-where = Where it is used
people-given-scan = Point a camera at the square, or type the code. Then type the PIN.
people-given-keep = Keep the sheet like a document. Give the PIN to nobody.
people-given-lost = If you lose it, go to a desk: you get a new one, and this one stops working.
people-given-once = Print it now: when you leave this page the code and the PIN are not shown again.

people-act = Act of guardianship or foster care
people-act-lead = Write down that you have seen an act of a judge or of the services. The act is not copied and not kept.
people-act-adult = The adult: fiscal code, e-mail or code on paper
people-act-child-given = First name of the child
people-act-child-family = Family name of the child
people-act-child-birth = Date of birth of the child
people-act-until = Until
people-act-until-hint = Empty: until the age of 18.
people-act-limits = What the act does not allow
people-act-save = Write the act down
people-act-done = The act is written down. Others who look after the child get a message.

people-staff = My work
people-staff-roles = Your roles today:
people-staff-nothing = The pages for these roles come with the next features.
people-role-provider-operator = Operator of an organisation
people-role-provider-manager = Manager of an organisation
people-role-hub-operator = Desk operator
people-role-hub-coordinator = Desk coordinator
people-role-catalogue-editor = Editor of the catalogue
people-role-moderator = Moderator
people-role-fund-officer = Fund officer
people-role-fund-approver = Fund approver
people-role-finance-preparer = Prepares payments
people-role-finance-approver = Approves payments
people-role-plan-editor = Editor of the plan
people-role-statistician = Statistician
people-role-safeguarding-officer = Safeguarding officer
people-role-auditor = Auditor
people-role-data-protection-officer = Data protection officer
people-role-administrator = Administrator
people-scope-city = The whole city
people-scope-department = Department
people-scope-hub = Desk or hub
people-scope-organisation = Organisation
people-scope-district = District
people-scope-of = { $kind } { $of }

people-roles = Roles
people-roles-about = Give and take roles
people-roles-lead = Nobody gives a role to themselves. Each change is written into the trail.
people-roles-table = Who has a role
people-roles-who = Person
people-roles-role = Role
people-roles-scope = Where it holds
people-roles-since = Since
people-roles-until = Until
people-roles-take = Take away
people-roles-give = Give a role
people-roles-mail = E-mail of the person
people-roles-mail-hint = The person must have come in once with this address.
people-roles-of = Which department, desk, organisation or district
people-roles-of-hint = The key, as in the city folder or in the page’s address. Empty for the whole city.

people-emergency = Emergency
people-emergency-about = Open a file without the right to, when a child is in danger
people-emergency-warning = Only if a child may be in danger
people-emergency-lead = The person is told, and the data protection officer checks.
people-emergency-reason = What has happened?
people-emergency-do = Open the file
people-emergencies = Emergencies to check
people-emergencies-about = Files opened in an emergency: somebody else checks that it was right.
people-emergencies-none = There is nothing to check.
people-emergencies-review = I have checked it

people-trail = Trail
people-trail-about = Who did what and when, without names. Each line is tied to the one before: if somebody changes one, it shows.
people-trail-whole = The trail is whole: no line was changed.
people-trail-broken = The trail was tampered with. Tell who is responsible at once, and keep a copy of the database.
people-trail-number = Number
people-trail-when = When
people-trail-what = What
people-trail-who = Who
people-trail-subject = About
people-trail-detail = Details
people-trail-older = Older ones

people-no-looked = Write a fiscal code, an e-mail or a code on paper; or name and date of birth.
people-no-presence = Choose how you recognised the person.
people-no-reason = Write the reason in a few words.
people-no-role = Choose a role.
people-no-scope = Name a department, desk, organisation or district that exists.
people-no-day = The date is not right, or is over already.

people-pin-desk-hint = Only if you recognise the person by the PIN: they say it or type it.
people-no-paper = This person has no code on paper: choose another way.
people-no-pin = The PIN is not right. After five wrong tries the code is locked.

people-jobs = Automatic work
people-jobs-about = What the program does by itself: letters, reminders, tidying up.
people-jobs-waiting = The oldest job has been waiting since { $since }. If that is long ago, nobody is working.
people-jobs-dead = Given up
people-jobs-revive = Try again
people-jobs-what = What
people-jobs-state = State
people-jobs-number = How many
people-jobs-table = Jobs
people-letters-table = Letters
people-job-waiting = waiting
people-job-running = running
people-job-done = done
people-job-dead = given up
people-job-sent = sent
people-job-refused = refused
people-job-unreachable = address not reachable
people-job-expired = too late
people-job-given-up = given up
people-letters-unreachable = { $count ->
    [0] All addresses can be reached.
    [one] One address cannot be reached.
   *[other] { $count } addresses cannot be reached.
}

people-way-waits = Your roles do not hold with this way in before an administrator has confirmed it.
people-told-way = An administrator has confirmed one of your ways in: your roles now hold with it, too.
people-ways-unconfirmed = Ways in to confirm
people-ways-unconfirmed-about = These people have a role and added a way in after coming in with one factor. Confirm only after asking the person, face to face or by telephone.
people-ways-confirm = Confirm

people-ended = End somebody’s sessions
people-ended-about = When an account may be in the wrong hands, or somebody leaves the service.
people-ended-lead = All open sessions of the person end, on every device. The person is told, with the reason, and can come in again. It is written in the trail.
people-ended-who = Fiscal code, e-mail address or code on paper of the person
people-ended-reason = Reason
people-ended-reason-hint = The person reads it, too. Up to 200 characters.
people-ended-done = { $count ->
    [one] One session was ended.
   *[other] { $count } sessions were ended.
}
people-ended-button = End all sessions
people-no-who = Write a fiscal code, an e-mail address or a code on paper.
