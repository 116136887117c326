"""Every setting of Plaudit, read from the environment.

Without any variable this is a trial on one machine: SQLite in `DATA_DIR`, debug pages,
no broker. `docs/operations.md` lists the variables of a production set-up.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONCE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from badges_site import cache, mail, metrics_access, sign_in_settings

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".demo")))

# --- database -----------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", default="")
if not DATABASE_URL:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
DATABASES: dict[str, Any] = {
    "default": env.dj_db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'plaudit.sqlite3'}")
}
_database = DATABASES["default"]
ON_SQLITE = _database["ENGINE"].endswith("sqlite3")
if ON_SQLITE:
    _database["OPTIONS"] = {
        # A writer takes its lock at BEGIN and waits for the other one, instead of failing
        # half-way with "database is locked" when a read turns into a write.
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
    }
else:
    _database["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    _database["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- what kind of place this is -----------------------------------------------------------
# SQLite means a trial on one machine; anything else is taken for production.
DEBUG = env.bool("DEBUG", default=ON_SQLITE)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-a-trial-on-one-machine" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set: give 50 random characters (docs/operations.md).")
# Keys of before: they still open what was sealed with them, and seal nothing.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# What people write before the path: for links in mails and messages, and in what is signed. No slash at the end.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000" if DEBUG else "").rstrip("/")
# The sign-in by one click on a person. Never with DEBUG off, whatever the environment says.
DEMO_LOGIN = DEBUG and env.bool("DEMO_LOGIN", default=True)

INSTALLED_APPS = [
    "badges_site.demo",
    "badges_site.words",
    # Above recognition, whose admin takes theirs away.
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "scoring",
    "recognition",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials",
    "csp",
    "django_filters",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Pages carry a token against forgery, which compressing could give away byte by byte (BREACH): Django masks the
    # token anew in each answer and adds a random number of bytes to each compressed one.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "badges_site.health.ProbesFirst",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "badges_site.personal.PersonalLanguageAndTime",
    "recognition.entrance.second_step_first.SecondStepFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "badges_site.parts.TellPartsApart",
    "badges_site.not_found.OwnNotFoundPage",
]

ROOT_URLCONF = "badges_site.urls"
WSGI_APPLICATION = "badges_site.wsgi.application"
ASGI_APPLICATION = "badges_site.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "badges_site.page_context.site",
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    },
]

# --- people and sign-in -------------------------------------------------------------------
AUTH_USER_MODEL = "recognition.User"
AUTHENTICATION_BACKENDS = ["recognition.sign_in_backend.LoginWithPerson"]
LOGIN_URL = "recognition:sign_in"
LOGIN_REDIRECT_URL = "recognition:home"
LOGOUT_REDIRECT_URL = "recognition:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

SIGN_IN = sign_in_settings.read(env, debug=DEBUG)
vars().update({name: value for name, value in vars(sign_in_settings).items() if name.isupper()})  # of allauth

# --- language and time --------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]  # each in its own words
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["badges_site.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="UTC")

# --- static files -------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
if DEBUG:  # nobody collects static files for a trial, and WhiteNoise would warn of the missing folder at every start
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "badges_site" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "badges_site.stylesheets.BundledStaticFiles"
        )
    },
}

# --- security headers ---------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
BEHIND_TLS = env.bool("BEHIND_TLS", default=not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
# Probes and Prometheus come over plain HTTP from inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
# Subdomains and the preload list are decisions about a whole domain, which is not ours alone.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None

# --- credentials to take along --------------------------------------------------------------
# The private key that signs them (`manage.py signing_key make`). Without it a trial makes one in DATA_DIR, and
# production makes no credentials.
SIGNING_KEY = env.str("SIGNING_KEY", default="")
# Public keys of those before it: what they signed can still be verified.
SIGNING_KEY_OLD: list[str] = env.list("SIGNING_KEY_OLD", default=[])

# --- API ----------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "recognition.api.authentication.ApiTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["recognition.api.access.IsColleague"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["recognition.api.bodies.BoundedJSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["recognition.api.throttles.Reads", "recognition.api.throttles.Writes"],
    "DEFAULT_THROTTLE_RATES": {"reads": "600/min", "writes": "60/min", "sign_in": "10/min"},
    "DEFAULT_METADATA_CLASS": None,
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": env.int("NUM_PROXIES", default=0 if DEBUG else 1),
    "DEFAULT_PAGINATION_CLASS": "recognition.api.pages.NewestFirst",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "recognition.api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "recognition.api.problems.problem_response",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "PAGE_SIZE": 50,
}
KNOX_TOKEN_MODEL = "knox.AuthToken"  # noqa: S105  # migrations ask for it by this name
REST_KNOX = {"TOKEN_TTL": timedelta(hours=10), "AUTO_REFRESH": False}
SPECTACULAR_SETTINGS = {
    "TITLE": "Plaudit",
    "DESCRIPTION": "Recognition that can't be farmed.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    # Several nouns have a `kind`: the document names each after its noun.
    "ENUM_NAME_OVERRIDES": {
        "OutcomeKind": "recognition.models.outcomes.Outcome.Kind",
        "VerificationKind": "recognition.models.outcomes.Verification.Kind",
        "ReversalKind": "recognition.models.outcomes.Reversal.Kind",
        "ThanksKind": "recognition.models.thanks.Thanks.Kind",
        "AwardStatus": "recognition.models.awards.Award.Status",
        "BadgeState": "recognition.models.badges.Badge.State",
        "BadgeCategory": "recognition.models.badges.Badge.Category",
        "Tier": "recognition.models.awards.Tier",
        "Role": "recognition.models.users.Role",
        "CaseState": "scoring.models.cases.Case.State",
        "CaseSubject": "scoring.models.cases.Case.Subject",
        "FindingSeverity": "scoring.models.findings.Finding.Severity",
        "DrillState": "scoring.models.drills.Drill.State",
        "AttackKind": "scoring.api.drills.ATTACK_KINDS",
        "AppealState": "scoring.models.appeals.Appeal.State",
        "AppealAgainst": "scoring.models.appeals.Appeal.Against",
        "WebhookKind": "recognition.models.endpoints.Endpoint.Kind",
        "DeliveryState": "recognition.models.outbox.OutboxMessage.State",
        "DeliveryResult": "recognition.models.outbox.DeliveryAttempt.Result",
        "WayOfMail": "recognition.notify.by_mail.Way",
        "AuditVerdict": "scoring.models.appeals.AuditSample.Verdict",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "recognition.api.schema.add_problems",
    ],
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

# --- jobs ---------------------------------------------------------------------------------
# Empty: no broker. Facts are queued in the database all the same; `manage.py recalculate` judges them.
REDIS_URL = env.str("REDIS_URL", default="")
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True  # what a job did is stored in scoring.Run
CELERY_TASK_ACKS_LATE = True  # a job of a killed worker is given to another; every job can be repeated
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A page must not wait for a broker that is away: beat finds the queued persons within ten seconds.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # A message that no worker acknowledged comes back after this many seconds: longer than the longest
        # job (a nightly comparison), or it would be started a second time beside itself. Nobody waits for it:
        # the queue of people is in the database, and beat asks for it again in ten seconds. The next two are
        # needed: with kombu's defaults the sweep that gives it back runs only every ~100 s.
        "visibility_timeout": env.int("REDELIVERY_SECONDS", default=3600),
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,
        "socket_timeout": 10,
    }
# --- e-mail -------------------------------------------------------------------------------
# A trial writes e-mails into files, to be looked at. Empty: no e-mail is sent.
EMAIL_URL = env.str("EMAIL_URL", default=f"file:///{DATA_DIR.resolve() / 'mails'}" if DEBUG else "")
MAIL_ON = bool(EMAIL_URL)
vars().update(mail.settings_of(EMAIL_URL))
EMAIL_TIMEOUT = 10  # seconds, far below the lease of a message (recognition.outbox.dispatch)
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default=mail.usual_sender(SITE_URL))
# For so many days what was sent, given up or cancelled stays in the outbox.
RETENTION_OUTBOX_DAYS = env.int("RETENTION_OUTBOX_DAYS", default=30)

# --- what is kept for a while ---------------------------------------------------------------
# Limits against guessing, and figures that take long in a large company. Without a broker each process has its own.
CACHES: dict[str, Any] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "badges_site.cache.SharedCache",
        "LOCATION": cache.address(REDIS_URL),
        "KEY_PREFIX": "plaudit",
        "KEY_FUNCTION": "badges_site.cache.key_of",
        "OPTIONS": cache.OPTIONS,
    }
# --- the company's directory ----------------------------------------------------------------
# Which of its groups are teams here, by name; `*` stands for anything. The others are kept as groups.
SCIM_TEAM_GROUPS: list[str] = env.list("SCIM_TEAM_GROUPS", default=["team-*"])

# --- the judge ----------------------------------------------------------------------------
# How long a worker may hold persons before another takes them over (seconds). Longer than the
# slowest batch; a batch of 500 persons takes well under a second.
RECALCULATION_LEASE_SECONDS = env.int("RECALCULATION_LEASE_SECONDS", default=120)
# How long sums and rhythms of usage are kept (days). Afterwards only the number of active days a week stays.
RETENTION_USAGE_DAYS = env.int("RETENTION_USAGE_DAYS", default=180)

# How long messages under the bell are kept (days), read or not. What they told of stays.
RETENTION_NOTIFICATION_DAYS = env.int("RETENTION_NOTIFICATION_DAYS", default=180)

# How long the bodies of what sources delivered are kept (days), once they are worked off.
RETENTION_DELIVERY_DAYS = env.int("RETENTION_DELIVERY_DAYS", default=90)

# For so many hours an answer under an idempotency key is given again (API).
RETENTION_IDEMPOTENCY_HOURS = env.int("RETENTION_IDEMPOTENCY_HOURS", default=24)

# --- chat and webhooks --------------------------------------------------------------------
# Of the Slack app whose command /recognise leads here; the new and the old one while it is changed. Empty: closed.
_slack_secrets: list[str] = env.list("SLACK_SIGNING_SECRET", default=[])
SLACK_SIGNING_SECRET = [secret.strip() for secret in _slack_secrets if secret.strip()]
# Hosts and networks inside of the house to which webhooks may go, plain HTTP included. All others: HTTPS, public.
WEBHOOK_ALLOWED_PRIVATE: list[str] = env.list("WEBHOOK_ALLOWED_PRIVATE", default=[])

# --- figures for Prometheus -----------------------------------------------------------------
# What it sends as a bearer token. Empty: only loopback and private addresses may read /metrics.
METRICS_TOKEN = metrics_access.checked_token(env.str("METRICS_TOKEN", default=""))

# --- logs ---------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
}
