"""Addresses of packages: those that came in, and resources that go out."""

from django.urls import path, register_converter

from openluban.foundation.registers.urls import RecordKeyConverter
from openluban.teaching.courseware.views.bringing_in import import_page, preview_page
from openluban.teaching.courseware.views.going_out import cartridge_file, course_file
from openluban.teaching.courseware.views.keeping import kept_page, package_file, package_page

register_converter(RecordKeyConverter, "courseware_key")

urlpatterns = [
    path("courseware/", kept_page, name="courseware"),
    path("courseware/import/", import_page, name="courseware_import"),
    path("courseware/import/<str:token>/", preview_page, name="courseware_preview"),
    path("courseware/<slug:digest>/", package_page, name="courseware_package"),
    path("courseware/<slug:digest>/file", package_file, name="courseware_file"),
    path(
        "resources/<courseware_key:key>/cartridge.imscc",
        cartridge_file,
        name="courseware_cartridge",
    ),
    path("resources/<courseware_key:key>/cmi5.zip", course_file, name="courseware_course"),
]
