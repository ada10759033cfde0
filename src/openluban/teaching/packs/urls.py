"""Addresses of packs."""

urlpatterns = []
