# What has changed in a record.

exchange-history = History of changes
exchange-history-none = No changes of this page have been recorded yet.
exchange-history-about = What has changed on this page, when, and according to which source.
exchange-history-when = When
exchange-history-what = What
exchange-history-source = Source
exchange-history-new = Added to the catalogue
exchange-history-changed = Changed: { $fields }
exchange-history-confirmed = Checked again: the information shown is the same
exchange-history-gone = The source no longer lists it
exchange-history-back = The source lists it again
exchange-history-merged = Joined with another page
exchange-history-removed = Removed
exchange-history-details = other details
exchange-history-target = Open the page
