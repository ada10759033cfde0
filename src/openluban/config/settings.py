"""Every setting, values first, what the environment may change second."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from openluban.config import environment

PACKAGE = Path(__file__).resolve().parent.parent
LUBAN_HOME = environment.home()
LUBAN_FONTS = Path(os.environ.get("LUBAN_FONTS") or LUBAN_HOME / "fonts")
LUBAN_DEMO = environment.flag("LUBAN_DEMO")
"""Whether this is the demonstration: only then do demonstration sign-ins exist and are shown."""
LUBAN_SITE_URL = os.environ.get("LUBAN_SITE_URL", "").rstrip("/")
"""The address under which people reach this installation, such as https://luban.example."""

SECRET_KEY = environment.secret_key(LUBAN_HOME)
DEBUG = environment.flag("LUBAN_DEBUG")
ALLOWED_HOSTS = [
    *environment.words("LUBAN_HOSTS", "localhost,127.0.0.1,[::1]"),
    *filter(None, [urlsplit(LUBAN_SITE_URL).hostname]),
]
LUBAN_CONTENT_ORIGIN = environment.content_origin(LUBAN_SITE_URL, ALLOWED_HOSTS)
"""The origin on which courses run that are opened here; empty: none are."""
ALLOWED_HOSTS += filter(None, [urlsplit(LUBAN_CONTENT_ORIGIN).hostname])
_SECURE = LUBAN_SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [LUBAN_SITE_URL] if LUBAN_SITE_URL else []

INSTALLED_APPS = [
    "openluban.config",
    "openluban.site",
    "openluban.publishing.briefings",
    "openluban.publishing.published",
    "openluban.gateway.halls",
    "openluban.gateway.corridor",
    "openluban.relations.trade",
    "openluban.relations.sister_cities",
    "openluban.learning.credentials",
    "openluban.learning.launches",
    "openluban.learning.statements",
    "openluban.learning.attendance",
    "openluban.learning.learners",
    "openluban.teaching.bilingual",
    "openluban.teaching.courseware",
    "openluban.teaching.harvest",
    "openluban.teaching.memory",
    "openluban.teaching.alignment",
    "openluban.teaching.packs",
    "openluban.teaching.uses",
    "openluban.teaching.library",
    "openluban.teaching.standards",
    "openluban.teaching.terms",
    "openluban.teaching.programmes",
    "openluban.network.counts",
    "openluban.network.workshops",
    "openluban.directory.institutions",
    "openluban.directory.places",
    "openluban.foundation.figures",
    "openluban.foundation.registers",
    "openluban.foundation.search",
    "openluban.foundation.evidence",
    "openluban.foundation.history",
    "openluban.foundation.exchange",
    "openluban.foundation.access",
    "openluban.foundation.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "template_partials",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "openluban.learning.launches.views.content.ContentDoor",
    "openluban.learning.statements.views.door.StatementDoor",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "openluban.config.bodies.BodyLimitMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "openluban.foundation.registers.views.refusals.RefusalMiddleware",
]
ROOT_URLCONF = "openluban.config.urls"
WSGI_APPLICATION = "openluban.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "openluban.site.context.frame",
            ],
            "builtins": ["openluban.foundation.ui.templatetags.ui"],
        },
    },
]

DATABASES = {"default": environment.database(LUBAN_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "openluban.config.memory.Memory"}}

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_work"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "openluban.site.adapters.ClosedDoor"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# Each worker counts for itself: with two of them, 60 wrong passwords an hour for one account.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/10m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "openluban.site.adapters.SealedFactors"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SECURE
MFA_TOTP_ISSUER = "OpenLuban"
# Nothing is sent: administrators hand out links. Printed, a link would open an account to whoever
# reads the log.
EMAIL_BACKEND = f"django.core.mail.backends.{'console' if DEBUG else 'dummy'}.EmailBackend"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文"), ("ru", "Русский")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("LUBAN_TIME_ZONE", "UTC")
FORMS_URLFIELD_ASSUME_HTTPS = True

STATIC_URL = "/static/"
STATIC_ROOT = LUBAN_HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 31_536_000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "openluban.config.static_files.StaticFiles"},
}
if DEBUG or environment.flag("LUBAN_PLAIN_STATIC"):
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MEDIA_ROOT = LUBAN_HOME / "files"
LUBAN_STORAGE = environment.storage()
"""The S3 store in which files are kept; None: the folder above."""
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_SSL_REDIRECT = False
SILENCED_SYSTEM_CHECKS = [
    *("security.W005", "security.W008", "security.W021"),  # the web server before us decides them
    *("security.W004", "security.W012", "security.W016"),  # luban.W003 says it once
]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LUBAN_CONTACT = os.environ.get("LUBAN_CONTACT", "")
"""The mail address that harvesters of the library are told."""
LUBAN_API_RATE = environment.whole_number("LUBAN_API_RATE", 60)
"""How many requests a second the JSON interface answers one person, or one address."""
LUBAN_FILE_RATE = environment.whole_number("LUBAN_FILE_RATE", 20)
"""How many files a minute one person, or one address, is given."""
LUBAN_STATEMENT_RATE = environment.whole_number("LUBAN_STATEMENT_RATE", 2_000)
"""How many requests a second the learning record store answers one key."""
LUBAN_MACHINE_TRANSLATION_URL = os.environ.get("LUBAN_MACHINE_TRANSLATION_URL", "")
"""The machine that the editor may ask for a segment; empty: none is asked, and nothing is sent."""
LUBAN_MACHINE_TRANSLATION_KIND = os.environ.get("LUBAN_MACHINE_TRANSLATION_KIND", "libretranslate")
"""What it speaks: libretranslate or chat (the usual interface of language models)."""
LUBAN_MACHINE_TRANSLATION_KEY = os.environ.get("LUBAN_MACHINE_TRANSLATION_KEY", "")
LUBAN_MACHINE_TRANSLATION_MODEL = os.environ.get("LUBAN_MACHINE_TRANSLATION_MODEL", "")
NINJA_NUM_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = environment.whole_number("LUBAN_PROXIES", 0)
"""How many proxies of our own add to X-Forwarded-For; 0: nobody is believed."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LUBAN_LOG", "WARNING")},
}

INTERFACE_LANGUAGE_NAMES = {"en": _("English"), "zh-hans": _("Chinese"), "ru": _("Russian")}
