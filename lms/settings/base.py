"""Production settings. Everything that differs between machines comes from the environment."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from core.recordings import ENDINGS
from lms.settings.environment import PROJECT_DIR, read

# --- Where things are -------------------------------------------------------------------

DATA_DIR = Path(read("LMS_DATA_DIR"))
BUILD_DIR = PROJECT_DIR / "build"
BASE_URL = read("LMS_BASE_URL").rstrip("/")
DEMO = read("LMS_DEMO")
HTTPS = read("LMS_HTTPS")

SECRET_KEY = read("LMS_SECRET_KEY")
SECRET_KEY_FALLBACKS = read("LMS_SECRET_KEY_FALLBACKS")
DEBUG = False
ALLOWED_HOSTS = read("LMS_ALLOWED_HOSTS") or [urlsplit(BASE_URL).hostname]
ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
SITE_NAME = _("Learning platform for municipalities")
LEAVE_URL = read("LMS_LEAVE_URL")

# --- Applications -----------------------------------------------------------------------

INSTALLED_APPS = [
    "hr",
    "handouts",
    "certificates",
    "learning",
    "courses",
    "accounts.apps.AccountsConfig",
    "core",
    "lms",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtailmedia",
    "accounts.apps.PeopleInWagtailConfig",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.PackedPagesMiddleware",
    "core.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.PrivateResponsesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.context_processors.site",
            ],
        },
    },
]
FORM_RENDERER = "core.forms.KernFormRenderer"

# --- Data -------------------------------------------------------------------------------

if database_url := read("LMS_DATABASE_URL"):
    DATABASES = {"default": environ.Env.db_url_config(database_url)}
else:
    DATABASES = {
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "lms.sqlite3"}
    }
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Measured: with Django's defaults eight writers get "database is locked"; with these none.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 300
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# `default` is shared by all processes (rate limits). `editions` holds what can never become
# wrong, because a released edition never changes: each process may keep its own copy.
CACHES = {
    "default": (
        environ.Env.cache_url_config(read("LMS_CACHE_URL"))
        if read("LMS_CACHE_URL")
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    ),
    "editions": {
        "BACKEND": "lms.caches.ObjectCache",
        "LOCATION": "editions",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Whole pages, some 50 kB each, in every process.
    "pages": {
        "BACKEND": "lms.caches.ObjectCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

STATIC_URL = "/static/"
STATIC_ROOT = BUILD_DIR / "collected"
STATICFILES_DIRS = [PROJECT_DIR / "static", BUILD_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "lms.static_files.HashedFiles"},
    # Certificates are never reachable by a URL of their own, only through a view that asks who.
    "certificates": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "certificates", "base_url": None},
    },
}
# Outside of the database, whose backups more people see; see docs/certificates.md.
CERTIFICATE_KEYS_DIR = Path(read("LMS_KEYS_DIR") or DATA_DIR / "keys")
CERTIFICATE_TSA_URL = read("LMS_TSA_URL")
CERTIFICATE_PROFILE = read("LMS_CERTIFICATE_PROFILE")
CERTIFICATE_FONTS_CONF = BUILD_DIR / "fonts" / "fonts.conf"

# --- Language ---------------------------------------------------------------------------

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [PROJECT_DIR / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
WAGTAIL_I18N_ENABLED = True

# --- People and sign-in -----------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "learning:dashboard"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are entered by the municipality, not the person
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = read("LMS_PROXY_COUNT")

SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    # The prefix makes browsers refuse the cookie from any other host or path.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lms.views.csrf_failure"

# --- Security ---------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"  # check codes are part of addresses
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if read("LMS_PROXY_COUNT"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # Wagtail's page editor sends many fields

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # KERN draws its icons as data: masks
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- Wagtail ----------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "KommA"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.forms.media.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.forms.media.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods"]
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILMEDIA = {
    "MEDIA_MODEL": "core.CustomMedia",
    "MEDIA_FORM_BASE": "core.forms.recordings.RecordingForm",
    "AUDIO_EXTENSIONS": ENDINGS["audio"],
    "VIDEO_EXTENSIONS": ENDINGS["video"],
}
RECORDING_MAX_UPLOAD_SIZE = 300 * 1024 * 1024
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # nothing to choose; browsers do not know all of them
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILEMBEDS_FINDERS = []
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_FRONTEND_LOGIN_URL = "/konto/login/"
# German word stems on PostgreSQL. SQLite knows none: there words are found by their beginning.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "german"}
}

# --- Mail and log -----------------------------------------------------------------------

_mail = environ.Env.email_url_config(read("LMS_EMAIL_URL"))
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST", "")
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read("LMS_EMAIL_FROM")
ACCESSIBILITY_EMAIL = read("LMS_ACCESSIBILITY_EMAIL")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": read("LMS_LOG_LEVEL")},
    # Django's own handler would mail tracebacks with form contents to ADMINS.
    # Wagtail logs every page that is saved, with its title.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "wagtail": {"level": "WARNING"},
    },
}
