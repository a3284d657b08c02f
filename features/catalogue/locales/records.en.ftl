# Saved list, calendar, sheet, districts, embedded list: what the pages of records say besides en.ftl.

catalogue-nav-saved = My list

# Saved list
catalogue-saved-title = My list
catalogue-saved-shared-title = A shared list
catalogue-saved-about = The opportunities you saved: to look at again, print, or send to somebody.
catalogue-saved-lead =
    { $count ->
        [one] You saved { $count } opportunity.
       *[other] You saved { $count } opportunities.
    }
catalogue-saved-shared-lead =
    { $count ->
        [one] Somebody chose { $count } opportunity.
       *[other] Somebody chose { $count } opportunities.
    }
catalogue-saved-add = Save
catalogue-saved-yes = Saved
catalogue-saved-remove = (take it out of the list)
catalogue-saved-keep = Save all in my list
catalogue-saved-calendar = All dates in my calendar
catalogue-saved-calendar-name = My list – { $site }
catalogue-saved-without = Take out of this list
catalogue-saved-clear = Empty the list
catalogue-saved-forget = Take out what is gone
catalogue-saved-undo = Put back
catalogue-saved-undo-one = “{ $name }” is no longer in your list.
catalogue-saved-undo-many =
    { $count ->
        [one] { $count } opportunity is no longer in your list.
       *[other] { $count } opportunities are no longer in your list.
    }
catalogue-saved-lost = These opportunities are no longer there:
catalogue-saved-lost-since = removed: { $date }
catalogue-saved-unknown =
    { $count ->
        [one] { $count } entry of the list is not in the catalogue.
       *[other] { $count } entries of the list are not in the catalogue.
    }
catalogue-saved-unreadable =
    { $count ->
        [one] { $count } part of the link cannot be read: perhaps it was cut. Ask to have it sent again.
       *[other] { $count } parts of the link cannot be read: perhaps it was cut. Ask to have it sent again.
    }
catalogue-saved-too-many =
    { $count ->
        [one] A list has at most { $most } entries: { $count } more is not shown.
       *[other] A list has at most { $most } entries: { $count } more are not shown.
    }
catalogue-saved-full =
    { $count ->
        [one] The list is full: it can have { $most } entries. { $count } was not saved. Take something out first.
       *[other] The list is full: it can have { $most } entries. { $count } were not saved. Take something out first.
    }
catalogue-saved-empty = Nothing here yet
catalogue-saved-empty-how = Tap “Save” beside an opportunity: you find it here again, without an account.
catalogue-saved-privacy = The list stays in this browser for 180 days, in a cookie that holds only the codes of the sheets. We do not keep it.
catalogue-saved-no-list = The list is missing: the address must end with “?s=” and the codes of the sheets.
catalogue-saved-unclear = It is not clear what to save. Go back to the page and tap “Save” again.

# Calendar, print, share
catalogue-calendar-add = Add to calendar
catalogue-calendar-follow = Follow in my calendar (updates itself)
catalogue-print = Print
catalogue-printed-from = The full sheet, up to date:
catalogue-share = Send to somebody
catalogue-share-how = Copy this address. Whoever opens it sees the same, in their own language.
catalogue-share-mail = Write an e-mail
catalogue-share-send = Share

# When an offer does not run
catalogue-notice-closed = It is closed at the moment and will open again. Ask the organiser when.
catalogue-notice-inactive = It does not run at present. Ask the organiser whether it will start again.
catalogue-notice-defunct = It has ended for good. Further down you find similar opportunities.

# This week, districts, photographs
catalogue-week-today = today
catalogue-week-tomorrow = tomorrow
catalogue-week-every = every week
catalogue-week-lead = From today to { $date }.
catalogue-district-free = Free here
catalogue-district-free-all =
    { $count ->
        [one] See { $count } free opportunity
       *[other] See all { $count } free opportunities
    }
catalogue-district-ages = By age
catalogue-photo-by = Photo:

# A list in the pages of other sites
catalogue-embed-title = Opportunities for children and young people
catalogue-embed-all =
    { $count ->
        [0] Go to { $site }
        [one] See { $count } opportunity on { $site }
       *[other] See all { $count } opportunities on { $site }
    }
