# The frame of every page.

web-home = Home
web-menu = Menu
web-navigation = Main navigation
web-breadcrumb = Breadcrumb
web-language = Language
web-skip-main = Skip to content
web-skip-footer = Skip to footer
web-demo = Demonstration site: the opportunities shown here are made up.
web-go-home = Back to the home page

web-search = Search
web-search-label = What are you looking for?
web-search-hint = Swimming, homework help, library…
web-remove-filter = Remove filter
web-results-updated = Results updated.

web-pages = Result pages
web-page = Page
web-page-previous = Previous page
web-page-next = Next page

web-form-required = required
web-form-errors = Something needs correcting

web-footer-here = On this site
web-footer-help = Need help?
web-footer-legal = About this site
web-dead-end-help = You can call and talk to a person:

web-legal-privacy = Privacy policy
web-legal-notes = Legal notes
web-legal-accessibility = Accessibility statement
web-legal-contacts = Contacts
web-legal-faq = Frequently asked questions
web-legal-report = Report a problem
web-legal-about = What this site is

web-error-400 = The request is not clear
    .text = Check the address or what you entered, and try again.
web-error-403 = You cannot enter here
    .text = You do not have permission to see this page.
web-error-404 = Page not found
    .text = The address may be wrong, or the page has moved. Try searching below.
web-error-405 = This action is not possible
    .text = The page exists, but it does not accept this kind of request.
web-error-410 = This page is gone
    .text = It was removed and will not come back. Search below for something like it.
web-error-413 = This is too large to send
    .text = Try again with a shorter text or a smaller file.
web-error-429 = Too many requests
    .text = Wait a moment and then try again.
web-error-500 = Something broke on our side
    .text = It is not your fault. The error was recorded: try again soon.
web-error-503 = The site is very busy
    .text = Try again in a minute.
web-error-id = If you call, give this code:
web-refused-other-site = The request came from another site and, to be safe, was not carried out.
