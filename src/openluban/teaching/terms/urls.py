"""Addresses about terms beside those of their register, below /terms/."""

from django.urls import path

from openluban.teaching.terms.views.agreeing import agree_page

urlpatterns = [path("<str:key>/agree/", agree_page, name="term_agree")]
