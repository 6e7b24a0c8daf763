"""One file for each kind of course provider. Which kind is which class: settings.BRIGHT_COURSE_PROVIDERS."""
