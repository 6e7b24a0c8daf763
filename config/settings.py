"""All settings, from the environment, in reading order."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from config import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
BRIGHT_HOME = Path(env.text("BRIGHT_HOME", str(BASE_DIR / ".bright"))).resolve()
BRIGHT_PORT = env.number("BRIGHT_PORT", 8000)
DEBUG = env.boolean("BRIGHT_DEBUG", False)

# --- Secrets: outside the database, newest first; the first encrypts and signs, all decrypt and verify.
BRIGHT_SECRET_KEYS = env.secret_keys(BRIGHT_HOME)
if not BRIGHT_SECRET_KEYS:
    raise ImproperlyConfigured(
        "There is no secret key: set BRIGHT_SECRET_KEYS (32 characters or more), or let `bright up` make one."
    )
SECRET_KEY, SECRET_KEY_FALLBACKS = BRIGHT_SECRET_KEYS[0], BRIGHT_SECRET_KEYS[1:]

# --- The two host names: one for pages and APIs, another for course content.
BRIGHT_BASE_URL = env.url("BRIGHT_BASE_URL", f"http://127.0.0.1:{BRIGHT_PORT}")
BRIGHT_CONTENT_URL = env.url("BRIGHT_CONTENT_URL", f"http://localhost:{BRIGHT_PORT}")
# Only the tests that show why the hosts are separate use one for both.
if not env.boolean("BRIGHT_UNSAFE_ONE_HOST", False) and (
    urlsplit(BRIGHT_BASE_URL).hostname == urlsplit(BRIGHT_CONTENT_URL).hostname
):
    raise ImproperlyConfigured(
        "BRIGHT_BASE_URL and BRIGHT_CONTENT_URL must have different host names (ports do not separate cookies)."
    )
ALLOWED_HOSTS = [
    urlsplit(BRIGHT_BASE_URL).hostname,
    urlsplit(BRIGHT_CONTENT_URL).hostname,
    *env.words("BRIGHT_ALLOWED_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [BRIGHT_BASE_URL]
ROOT_URLCONF = "config.urls"
CONTENT_URLCONF = "config.content_urls"
APPEND_SLASH = False
WSGI_APPLICATION = "config.wsgi.application"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.boolean("BRIGHT_BEHIND_PROXY", False) else None
BRIGHT_BEHIND_PROXY = env.boolean("BRIGHT_BEHIND_PROXY", False)

# --- Apps and middleware.
INSTALLED_APPS = [
    "apps.console.apps.ConsoleConfig",  # before the admin: it extends its templates
    "apps.console.apps.ConsoleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "axes",
    "rest_framework",
    "apps.user",
    "apps.outbox",
    "apps.request_log",
    "apps.scorm",
    "apps.realm",
    "apps.course_provider",
    "apps.realm_user",
    "apps.tagging",
    "apps.upload",
    "apps.api_key",
    "apps.course",
    "apps.registration",
    "apps.launch_history",
    "apps.invitation",
    "apps.template",
    "apps.stored_query",
    "apps.customer",
    "apps.embedder",
    "apps.start",
]
MIDDLEWARE = [
    "bright.http.middleware.RequestIdMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.ContentHostMiddleware",
    "config.middleware.PageSecurityMiddleware",
    "config.middleware.PageContentSecurityPolicyMiddleware",
    "config.middleware.PageSessionMiddleware",
    "config.middleware.PageXFrameOptionsMiddleware",
    "config.middleware.PageCsrfMiddleware",
    "config.middleware.PageAuthenticationMiddleware",
    "config.middleware.PageOTPMiddleware",
    "config.middleware.PageSecondFactorMiddleware",
    "config.middleware.PageMessageMiddleware",
    "config.middleware.PageLockoutMiddleware",
]
AUTH_USER_MODEL = "user.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/admin/login/"
SESSION_COOKIE_AGE = 8 * 60 * 60
IS_HTTPS = BRIGHT_BASE_URL.startswith("https:")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
if IS_HTTPS:  # browsers let no other host, such as the content host, set cookies with this prefix
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_HSTS_SECONDS = 30 * 24 * 60 * 60 if IS_HTTPS else 0
SECURE_SSL_REDIRECT = IS_HTTPS and BRIGHT_BEHIND_PROXY  # only a proxy's header tells the scheme of a request
# We use subclasses limited to pages (config/middleware.py); these checks look for Django's and axes' own class names.
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W002", "security.W003", "axes.W002"]

# --- Operators: second factor, and lockout after wrong passwords (docs/decisions/0013).
BRIGHT_SECOND_FACTOR = env.choice(
    "BRIGHT_SECOND_FACTOR", "optional" if env.is_loopback(BRIGHT_BASE_URL) else "required", ("required", "optional")
)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "apps.user.lockout.attempted_name"
AXES_CLIENT_IP_CALLABLE = "apps.user.lockout.client_address"
AXES_LOCKOUT_CALLABLE = "apps.user.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # trying again does not extend the wait
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False  # apps/console/admin.py has its own page
AXES_VERBOSE = False

# With "no-referrer", browsers post forms with `Origin: null`, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "bright" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- Data.
SERVERS = env.running_servers(BRIGHT_HOME)
DATABASE_URL = env.text("DATABASE_URL", SERVERS.get("database_url", "postgres://bright@127.0.0.1:1/bright"))
DATABASES: dict[str, Any] = {
    "default": {
        **dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True),
        "ATOMIC_REQUESTS": False,
    }
}
DATABASES["default"].setdefault("OPTIONS", {}).update(
    {
        # For our own cursors (bright/reading/rows.py). Turn it off behind a transaction-mode pooler.
        "prepare_threshold": 1 if env.boolean("BRIGHT_PREPARED_STATEMENTS", True) else None,
        "connect_timeout": 3,
        # PostgreSQL's default isolation level, set here in case the server's default was changed.
        "options": "-c default_transaction_isolation=read\\ committed",
    }
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
BRIGHT_UPLOAD_LIMIT = env.number("BRIGHT_UPLOAD_MEBIBYTES", 1024) * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = env.text("BRIGHT_UPLOAD_TEMP_DIR") or None

# --- Files.
BRIGHT_MEDIA = Path(env.text("BRIGHT_MEDIA", str(BRIGHT_HOME / "media"))).resolve()
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("BRIGHT_STATIC", str(BRIGHT_HOME / "static")))
STATICFILES_DIRS = [("scorm-again", BASE_DIR / "node_modules" / "scorm-again")]
STATICFILES_FINDERS = [
    "config.static_files.NeededFilesFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
# The files of STATICFILES_DIRS (18 MB) that pages use, with their source maps and licence.
BRIGHT_BROWSER_CODE = ["LICENSE", "dist/esm/scorm12.min.js*", "dist/esm/scorm2004.min.js*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.StaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Not compressed at start-up: what is compressed already, and source maps, large files that only developers fetch.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "png", "jpg", "webp", "woff2", "zip", "gz", "br"]

# --- Background work.
BROKER_URL = env.text("BROKER_URL", SERVERS.get("broker_url", "redis://127.0.0.1:1/0"))

# --- The API (bright/).
BRIGHT_INVALID_ARGUMENT_STATUS = int(env.choice("BRIGHT_INVALID_ARGUMENT_STATUS", "500", ("500", "400")))
BRIGHT_ACCESS_CACHE_SECONDS = 1.0
BRIGHT_FAILED_LOG_INS_PER_MINUTE = env.number("BRIGHT_FAILED_LOG_INS_PER_MINUTE", 20)
BRIGHT_REGEX_TIMEOUT = timedelta(seconds=2)
BRIGHT_REQUEST_LOG_SAMPLE = env.number("BRIGHT_REQUEST_LOG_SAMPLE_PERCENT", 1) / 100
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "apps.api_key.authentication.ApiKeyAuthentication",
        "apps.realm.authentication.RealmSecretAuthentication",
        "apps.course_provider.authentication.ScormCloudAppAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["bright.rest.permissions.HasRequiredScope"],
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "bright.rest.exceptions.exception_handler",
}

# --- Stored queries: confined SQL that operators write (docs/stored-queries.md).
BRIGHT_STORED_QUERY_URL = env.text("BRIGHT_STORED_QUERY_URL")  # empty: use the role that `bright migrate` creates
BRIGHT_STORED_QUERY_ROWS = env.number("BRIGHT_STORED_QUERY_ROWS", 2_000_000)
BRIGHT_STORED_QUERY_SECONDS = env.number("BRIGHT_STORED_QUERY_SECONDS", 5)

# --- Course providers: the class for each provider_type.
BRIGHT_COURSE_PROVIDERS = {
    "embedded": "apps.course_provider.providers.embedded.EmbeddedProvider",
    "fake": "apps.course_provider.providers.fake.FakeProvider",
    "failing": "apps.course_provider.providers.failing.FailingProvider",
}
# A launch URL must be opened within this time; after that it serves only that launch.
BRIGHT_LAUNCH_URL_LIFETIME = timedelta(minutes=env.number("BRIGHT_LAUNCH_URL_MINUTES", 10))
BRIGHT_LAUNCH_IDLE_LIFETIME = timedelta(hours=12)

# --- Logs: the path, never the whole request line.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "bright.logs.MaskingFormatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "request_log": {"class": "apps.request_log.handler.RequestLogHandler"},
    },
    "root": {"handlers": ["console"], "level": env.text("BRIGHT_LOG_LEVEL", "INFO")},
    "loggers": {
        "bright.request": {"handlers": ["request_log"], "level": "INFO", "propagate": False},
        # Its records repeat ours and include the request line.
        "django.request": {"level": "CRITICAL"},
        "django.server": {"level": "ERROR"},
        "axes": {"level": "WARNING"},
    },
}
