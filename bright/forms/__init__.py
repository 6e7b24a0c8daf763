"""HTML forms of the API for a person, and what actions take; below bright.rest, whose viewsets serve them."""
