# Coming in, one's own area, the family.

people-my-area = My area
people-sign-in = Sign in
people-sign-in-lead = Choose how you want to come in. The first time, an area of your own is opened for you.
people-sign-in-help = Do you need help to come in? Call:
people-sign-out = Sign out
people-enter = Come in
people-save = Save
people-change = Change
people-back = Back
people-print = Print
people-new = New
people-remove = Remove
people-once-title = Shown only once

people-way-mail = E-mail
people-way-mail-text = We send you a link. You need no password.
people-way-paper = Code on paper
people-way-paper-text = If a desk has given you a sheet with a code and a PIN, come in with that.
people-way-external = Digital identity
people-way-passkey = Passkey
people-way-named = { $way } ({ $name })
people-use-paper = Use the code on paper
people-mail = E-mail address
people-mail-hint = For example name@example.org
people-send-link = Send the link

people-link-sent = Look at your mail
people-link-sent-text = If the address { $mail } is right, a letter with a link arrives in a moment.
people-link-sent-where = The link works for 10 minutes and only once. If you do not see the letter, look among unwanted mail, too.
people-link-again = Ask for another link
people-link-confirm = Come into your area
people-link-confirm-text = The link works. Press the button to come in.
people-link-over = The link does not work any more
people-link-over-text = A link works once and for 10 minutes. Ask for another one: it arrives at once.

people-letter-subject = Your link to come into Wish Mi
people-letter-text = You asked to come into Wish Mi. Open the link and press “Come in”.
people-letter-add-subject = Confirm your address for Wish Mi
people-letter-add-text = You want to come into Wish Mi with this address, too. Open the link and confirm.
people-letter-add = Confirm the address
people-letter-lasts = { $minutes ->
    [one] The link works for one minute and only once.
   *[other] The link works for { $minutes } minutes and only once.
}
people-letter-not-you = It was not you? You need not do anything: nobody comes in without this link.

people-paper = Come in with the code on paper
people-paper-text = Type the code and the PIN that stand on the sheet. Or point the camera at the square on the sheet.
people-paper-code = Code
people-paper-code-hint = 26 letters and digits. Capitals, spaces and dashes do not matter.
people-pin = PIN
people-paper-help = Did you lose the sheet, or is the code locked? A desk gives you another one. To know where, call:

people-given = First name
people-family = Family name
people-family-hint = Leave it empty if the person has only one name.
people-birth = Date of birth
people-birth-child-hint = So that activities fit the age.
people-code = Fiscal code (codice fiscale)
people-code-hint = Not needed. Who has none yet can use everything all the same.
people-phone = Telephone
people-lang = Language in which we write to you
people-age = { $years ->
    [0] less than a year
    [one] 1 year
   *[other] { $years } years
}
people-age-unknown = age not given

people-hello = Hello, { $name }
people-unread = { $count ->
    [one] You have one new message
   *[other] You have { $count } new messages
}
people-family-title = My family
people-no-children = You have not added a child yet.
people-doors = Your things
people-door-facts = My details
people-door-facts-about = Name, telephone, language
people-door-saved = My list
people-door-saved-about = The activities you have saved
people-door-messages = Messages
people-door-messages-about = What has happened
people-door-consents = Consents
people-door-consents-about = What you have chosen to allow
people-door-looks = Who looked at my data
people-door-looks-about = Each time somebody of the city opens your file
people-door-account = Access and devices
people-door-account-about = How you come in, and from where
people-door-data = Download or erase my data
people-door-data-about = A copy of everything, or its erasure
people-door-staff = My work
people-door-staff-about = The pages for those who work with Wish Mi

people-facts-lead = You can change these details when you like. The e-mail address is changed in “Access and devices”.
people-facts-new = Welcome! What is your name? The rest is not needed.
people-facts-register = Name, date of birth and fiscal code come from a public register and are not changed here.

people-child-new = Add a child
people-child-new-lead = Name and date of birth are enough.
people-child-add = Add
people-child-title = What are you to this child?
people-child-title-hint = Guardians, foster parents and social workers need an act: a desk sees it and writes it down.
people-child-declare = I declare that this is true. I know that a false declaration is punished by law (DPR 445/2000, articles 46, 47 and 76).
people-child-about = { $age } · { $title }
people-child-facts = Details of the child
people-child-facts-lead = Others who may act for the child get a message when you change something.
people-title-parent = mother or father
people-title-guardian = guardian appointed by a judge
people-title-foster = foster parent
people-title-voluntary-tutor = voluntary tutor
people-title-social-worker = social worker
people-other-guardian = { $name } ({ $title })
people-proof = How we know
people-proof-declared = You said so
people-proof-document = Seen on a document
people-proof-register = From a public register

people-guardians = Who may act with you
people-guardians-only-you = Only you, so far.
people-invite = Invite the other parent
people-invite-text = The other parent can have the same rights. You give them a link; they come into their own area and accept.
people-invite-lead = Give this link to the other parent, or let them point a camera at the square.
people-invite-until = The invitation works until { $until }.
people-invite-once = Copy or print it now: when you leave this page the link is not shown again. You can always make a new invitation.
people-invitation-open = There is an invitation that works until { $until }.
people-withdraw = Take the invitation back
people-invited = An invitation for you
people-invited-text = { $by } invites you to act together for { $child }.
people-invited-means = If you accept, you see the child’s details, can book for the child, and get the messages.
people-invited-accept = I accept
people-invited-not = I do not accept

people-matter-bookings = book and cancel
people-matter-vouchers = ask for vouchers and use them
people-matter-data = see and change the details
people-waits = Waits until it is cleared up: { $what }
people-wait-title = If you do not agree with each other
people-wait-ask = Ask to wait
people-wait-text = If you do not agree with what the other parent does, you can ask that something waits. The other one is told, and a desk helps you.
people-wait-what = What shall wait?
people-wait-send = Ask to wait
people-lift = It can go on
people-leave-title = I do not look after this child any more
people-leave-ask = I want to stop
people-leave-text = You will not see the child’s details and cannot act for the child any more. The others stay.
people-leave = Stop at once

people-messages-none = There are no messages.
people-messages-read = Mark all as read
people-look-there = Look
people-told-changed = The details of a child you look after were changed by somebody who looks after it with you.
people-told-guardian = Another person may now act for a child you look after.
people-told-wait = Somebody who looks after a child with you asked that this waits: { $what }. A desk can help you both.
people-told-glass = In an emergency a member of staff opened your file. Somebody else checks that it was right.
people-told-role = You have a new role: { $role }.
people-told-consent = Somebody who looks after a child with you gave a consent: { $purpose }.
people-told-revoked = Somebody who looks after a child with you took a consent back: { $purpose }.
people-told-young = You are 14: you can now have an area of your own.
people-told-child-young = A young person you look after has turned 14 and can now have an area of their own. You go on acting with them.
people-told-adult = You are 18: from today you act for yourself.
people-told-child-adult = A person you looked after has turned 18 and from today acts alone.

people-consents-lead = Wish Mi works without these consents, too. You can change your mind when you like. A consent lasts two years.
people-consent-newsletter = News by e-mail
people-consent-newsletter-about = Once a month we write what is new. We use your address only.
people-consent-participation = Taking part
people-consent-participation-about = We keep the topics you care about and invite you to have your say. Only the participation office sees them.
people-consent-photos = Photos
people-consent-photos-about = Whoever holds an activity may take pictures of you and use them to tell about it.
people-consent-referral = Passing on to a service
people-consent-referral-about = If you ask for help, we may give your name and number to the service that can help you.
people-consent-child-photos = Photos during activities
people-consent-child-referral = Passing data on to a service that can help
people-assent = I asked the child, too, and the child agrees
people-agree = I agree
people-agreed = You agreed on { $since }
people-revoke = I take the consent back

people-ways = How you come in
people-used = Last used on { $at }
people-made = Added on { $at }
people-add-mail = Add an e-mail address
people-add-mail-sent = We have sent you a link: open it to confirm the address.
people-sessions = Where you are signed in
people-sessions-text = If you do not know a device, end its session.
people-session-here = this device
people-session-about = { $way }, used on { $at }
people-session-end = End the session
people-sessions-end-others = End all other sessions
people-device-unknown = Unknown device

people-looks-lead = Here you see each time a person who works for the city opened your file, and why.
people-looks-none = Nobody has looked at your data.
people-look-desk-find = Search at a desk
people-look-assisted-session = Help at a desk
people-look-file = File opened
people-look-emergency = Emergency

people-export = Download my data
people-export-text = A file with everything we know about you and your family, in a form that other programs can read.
people-export-do = Download the file
people-erase = Erase my data
people-erase-text = We erase your name, how to reach you, the ways in and the messages. This cannot be undone.
people-erase-keeps = What the law makes us keep stays without your name: the record of what was done, and the figures of payments. If you are the only one who looks after a child, a desk must first find somebody who can.
people-erase-sure = I understand that my data are erased for good
people-erase-do = Erase everything

people-no-guardian = You may not act for this person. If you think that is wrong, ask at a desk.
people-no-limited = { $what ->
    [bookings] An act says that you may not book for this person.
    [vouchers] An act says that you may not ask for or use vouchers for this person.
   *[other] An act says that you may not see or change the details of this person.
}
people-no-blocked = Somebody else who looks after the child asked to wait. A desk can help you to clear it up.
people-no-too-young = Under { $age } years an adult acts.
people-no-of-age = Who is { $age } acts alone.
people-no-guardian-too-young = To look after a child one must be { $age } years old.
people-no-own-guardian = Nobody looks after themselves: name another person.
people-no-act-needed = This needs an act. Take it to a desk: it takes a few minutes.
people-no-already = This person looks after the child already.
people-no-last-guardian = You are the only one who looks after a child. First ask a desk to find somebody who can.
people-no-invitation-over = The invitation does not work any more. Ask who invited you for another one.
people-no-birth-needed = Write the date of birth.
people-no-birth-wrong = The date of birth is not right. Write day, month and year.
people-no-name-wrong = Write the name, with at most { $max } characters.
people-no-mail-wrong = The e-mail address is not complete. Write it like name@example.org.
people-no-phone-wrong = The telephone number is not right. Write digits only, for example 333 1234567.
people-no-code-disagrees = The fiscal code does not fit the date of birth. Check both.
people-no-code-taken = This fiscal code is used already. If it is yours, come in the other way or ask at a desk.
people-no-same-person = The same person cannot do both: a colleague is needed.
people-no-own-affair = It concerns your own family or organisation: a colleague must do it.
people-no-locked = Too many wrong tries: the code is locked. A desk gives you a new one.
people-no-entry = Code, PIN or link are not right, or do not work any more. Check and try again.
people-no-other-account = This address belongs to another area already.
people-no-last-way-in = It is your only way in: add another one first.
people-no-assent-needed = Ask the child, too, and tick the box.
people-no-forbidden = You are not allowed to do that.
people-no-not-one = We did not find exactly one person. Check, or look in another way.
people-no-title = Choose what you are to this child.
people-no-declaration = To go on, tick the declaration.
people-no-sure = To erase, tick the box.

people-demo = Try it as an invented person
people-demo-text = This is a demonstration: come in as a family, or as somebody who works for the city. None of these people exists.
people-demo-choose = Choose whom to be
people-demo-family = Mother with two children
people-demo-newcomer = Mother who arrived lately and reads Arabic
people-demo-young = Girl of 16

people-way-external-text = Come in with the identity you have already.
people-enter-with = Come in with { $name }
people-add-external = Connect a digital identity
people-add-with = Connect { $name }
people-continue = Continue
people-continue-text = You are going to the page of who confirms your identity. If nothing happens, press “Continue”.
people-way-passkey-text = If you have a passkey already, you come in with the finger, face or PIN of your device.
people-use-passkey = Come in with the passkey
people-add-passkey = Add a passkey
people-add-passkey-text = With a passkey you come in with the finger, face or PIN of your device, without waiting for a letter.
people-passkey-label = What do you call it?
people-passkey-label-hint = For example “home telephone”.
people-passkey-none = This device or browser has no passkeys. Choose another way.
people-passkey-cancelled = No passkey was used. Try again, or choose another way.
people-passkey-known = This device has a passkey for your area already.
people-passkey-failed = It did not work. Try again, or choose another way.
people-passkey-script = Passkeys work only with JavaScript on.
people-no-passkey-over = It took too long. Begin again.
people-no-passkey-wrong = The device’s answer is not right. Begin again, or choose another way.
people-no-passkey-unverified = The device did not check who uses it. Turn on its lock by finger, face or PIN and try again.
people-no-passkey-unknown = No area has this passkey. Choose another way.
people-no-passkey-twice = This passkey is a way in already.
people-no-passkey-copied = There may be a copy of this passkey: it cannot be used. Come in another way and remove it.

# A form that was begun before coming in.
people-typed-kept = Come in to go on. What you typed stays in this browser until { $until }; nothing has been sent yet. PINs and files are not kept.
people-typed-here = What you typed is still here, but it has not been sent. Read it over and press the button at the end of the form.
people-typed-elsewhere = What you had typed is not in this browser. It waits until { $until } in the browser in which you began: open this page there. Or type it here again.
people-typed-over = What you type is kept for an hour, and the hour is over. Type it here again: nothing was sent.
people-typed-unkept = What you had typed could not be kept, because it had files or was too long. Nothing was sent: fill in the form again after coming in.
people-typed-another = In this browser a form waits that was typed for somebody else: it is not shown here.
people-typed-forget = Begin again with the empty form
people-typed-same-browser = Open the link in this same browser: what you typed waits for you here.
people-hold = Come in first
people-hold-text = This form needs you to come in. You typed more than we can keep: it stays in this page, so do not close it. Nothing has been sent yet.
people-hold-door = Come in, in another tab
people-hold-back = Come back to this tab and send it.
people-hold-send = Send it now

# Showing again who one is; sessions ended by others.
people-prove = Show that it is you
people-prove-text = Before you add or remove a way in, show that it is you: come in again the way you like. It holds for ten minutes.
people-prove-again = You are in your area already. For this step come in once more, so that we know it is you.
people-told-sessions = An administrator has ended all your open sessions. Reason: { $reason }

# The national buttons.
people-spid-choose = Choose who gave you SPID
people-spid-about = More about SPID
people-spid-none = No SPID yet?
people-cie-about = More about CIE
