import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from bright.http.content_type import CharsetStrippingMiddleware
from bright.http.credentials import CredentialStrippingMiddleware

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = CredentialStrippingMiddleware(CharsetStrippingMiddleware(get_wsgi_application()), ("/bright/api/",))
_ = get_resolver().url_patterns  # loads every app now, not with the first request
# What is loaded by now stays; the collector need not walk through all of it again and again.
gc.collect()
gc.freeze()
