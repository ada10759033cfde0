"""Every address of the installation."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("openluban.config.api_urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
