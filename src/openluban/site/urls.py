"""Addresses of the site's own pages."""

from django.urls import path

from openluban.site.views import account, people
from openluban.site.views.home import home_view
from openluban.site.views.my_work import my_work_view
from openluban.site.views.registers import registers_view
from openluban.site.views.search import search_view

urlpatterns = [
    path("", home_view, name="home"),
    path("registers/", registers_view, name="registers"),
    path("search/", search_view, name="search"),
    path("my-work/", my_work_view, name="my_work"),
    path("accounts/", account.accounts_root),
    path("accounts/email/", account.accounts_root),
    path("account/", account.account_view, name="account_home"),
    path("account/tokens/<int:number>/revoke/", account.revoke_view, name="account_revoke_token"),
    path("people/", people.people_view, name="people"),
    path("people/<slug:key>/", people.person_view, name="person"),
    path("people/<slug:key>/roles/", people.grant_view, name="person_grant"),
    path(
        "people/<slug:key>/roles/<int:number>/revoke/",
        people.revoke_role_view,
        name="person_revoke",
    ),
    path("people/<slug:key>/link/", people.link_view, name="person_link"),
    path("people/<slug:key>/activity/", people.activity_view, name="person_activity"),
    path("people/<slug:key>/erase/", people.erase_view, name="person_erase"),
]
