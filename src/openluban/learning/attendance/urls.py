"""Addresses of timetables and registers."""

urlpatterns: list[object] = []
