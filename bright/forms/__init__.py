"""HTML pages of the API for a person, and what they ask for; above bright.api's encoders, below its resources."""
