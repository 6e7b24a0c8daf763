"""What the API is, collected from the declarations that also run it: for people (/docs) and for tools (OpenAPI)."""
