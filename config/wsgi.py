"""The WSGI application: Django inside the middleware that has to see a request before Django does."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from bright.http.content_type import CharsetStrippingMiddleware
from bright.http.credentials import CredentialStrippingMiddleware

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = CredentialStrippingMiddleware(CharsetStrippingMiddleware(get_wsgi_application()), ("/bright/api/",))
_ = get_resolver().url_patterns  # loads every app now, not with the first request
# Everything loaded so far stays, so the garbage collector need not traverse it again and again.
gc.collect()
gc.freeze()
