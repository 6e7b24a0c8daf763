"""The operator's console: Django's admin with our entrance, front page, audit and look."""
