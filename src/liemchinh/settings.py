"""The settings of Django and of the installation; the only module that reads the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from liemchinh.station import StationError
from liemchinh.station.database import Register
from liemchinh.station.layout import Layout


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that the environment decides."""

    name: str
    default: str
    help: str

    @property
    def value(self) -> str:
        """What the environment says, or the default when it says nothing."""
        return os.environ.get(self.name, "") or self.default


PACKAGE: Final = Path(__file__).resolve().parent
_CHECKOUT: Final = PACKAGE.parents[1]
_IN_CHECKOUT: Final = (_CHECKOUT / "pyproject.toml").is_file()

HOME: Final = Setting(
    "LIEMCHINH_HOME",
    str(_CHECKOUT / "var") if _IN_CHECKOUT else "~/.local/share/liemchinh",
    "thư mục giữ cơ sở dữ liệu, khóa và tệp của bản cài đặt",
)
PORT: Final = Setting("LIEMCHINH_PORT", "8017", "cổng của bàn làm việc trên máy này")
HOSTS: Final = Setting(
    "LIEMCHINH_HOSTS", "localhost 127.0.0.1 [::1]", "các tên máy được trả lời, cách nhau bằng dấu cách"
)
DATABASE: Final = Setting("DATABASE_URL", "", "PostgreSQL có sẵn (15 trở lên) dùng thay cho PostgreSQL đi kèm")
DEMO: Final = Setting("LIEMCHINH_DEMO", "1", "0: không nạp dữ liệu minh họa vào sổ trống")
SMTP: Final = Setting(
    "LIEMCHINH_SMTP",
    "",
    "máy chủ thư gửi tin buổi sáng: smtp://, smtp+starttls:// hoặc smtps://tên:mật-khẩu@máy:cổng; trống là không gửi",
)
MAIL_FROM: Final = Setting("LIEMCHINH_MAIL_FROM", "liem-chinh@localhost", "địa chỉ gửi của tin buổi sáng")
WORKSHOP: Final = Setting("LIEMCHINH_WORKSHOP", "", "1: chạy để phát triển, tệp tĩnh lấy thẳng từ mã nguồn")

ENVIRONMENT: Final = (HOME, PORT, HOSTS, DATABASE, DEMO, SMTP, MAIL_FROM, WORKSHOP)
"""Everything that the environment decides, in the order in which the manual lists it."""

LAYOUT: Final = Layout.at(Path(HOME.value))


def desk_port() -> int:
    """The port of the desk. Raises StationError when the setting is not a port."""
    if PORT.value.isascii() and PORT.value.isdigit() and 0 < int(PORT.value) < 65536:
        return int(PORT.value)
    raise StationError(f"{PORT.name} phải là một số từ 1 đến 65535, không phải “{PORT.value}”.")


# Django -----------------------------------------------------------------------------------------------------------

SECRET_KEY = LAYOUT.secret_key()
DEBUG = False
ALLOWED_HOSTS = HOSTS.value.split()
ROOT_URLCONF = "liemchinh.urls"
WSGI_APPLICATION = "liemchinh.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "procrastinate.contrib.django",
    "liemchinh.directory",
    "liemchinh.ledger",
    "liemchinh.figures",
    "liemchinh.reports",
    "liemchinh.web",
]

MIDDLEWARE = [
    "liemchinh.station.headers.SafeHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "liemchinh.station.headers.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "liemchinh.web.visit.VisitMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database: the desk works as liemchinh_app, which holds only what it was granted; `owner` migrates and rebuilds.

REGISTER: Final = Register(LAYOUT, DATABASE.value)
DATABASES = REGISTER.django_databases()

# Jobs: asked for in the transaction of the desk, done by `liemchinh serve` or `liemchinh work`

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["liemchinh.web.jobs"]

# Officers

AUTH_USER_MODEL = "directory.Officer"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["liemchinh.station.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a form with hundreds of accused, each with several fields

SESSION_ENGINE = "liemchinh.directory.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Language and time

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# The morning mail, sent by `liemchinh digest`: off until a server is named

MORNING_MAIL = bool(SMTP.value)

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = LAYOUT.static
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = bool(WORKSHOP.value)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WORKSHOP.value
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},
}
