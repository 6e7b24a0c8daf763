"""The API's HTML forms for people, and the parameters of each action; bright.rest serves the forms."""
