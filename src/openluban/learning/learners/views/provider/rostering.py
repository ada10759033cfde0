"""The rostering service: everything can be read, nothing can be written."""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse

from openluban.learning.learners.formats.oneroster.asking import Code, Unfit
from openluban.learning.learners.queries.provider.collections import Collections
from openluban.learning.learners.queries.provider.fields import ALL, Within
from openluban.learning.learners.views.provider.answering import (
    answer_list,
    answer_one,
    check_scope,
    for_programs,
    the_one,
)

_PARENTS = {
    "class_": "classes",
    "course": "courses",
    "term": "terms",
    "teacher": "teachers",
    "student": "students",
}


@for_programs
def all_of(
    request: HttpRequest, seen: Collections, scopes: Collection[str], kind: str
) -> HttpResponse:
    """Answer with a collection."""
    return answer_list(request, seen, scopes, kind, ALL)


@for_programs
def one_of(
    request: HttpRequest, seen: Collections, scopes: Collection[str], kind: str, id_: str
) -> HttpResponse:
    """Answer with one object."""
    return answer_one(request, seen, scopes, kind, id_)


@for_programs
def beneath(
    request: HttpRequest, seen: Collections, scopes: Collection[str], kind: str, **of: str
) -> HttpResponse:
    """Answer with what belongs to a class, a course, a term, a teacher or a student.

    :raises Unfit: there is no such parent
    """
    check_scope(scopes, kind)
    if of.pop("school", seen.to.school) != seen.to.school:
        raise Unfit(Code.UNKNOWN, "There is no such school.")
    for name, id_ in of.items():
        the_one(seen.source(_PARENTS[name]), id_)
    return answer_list(request, seen, scopes, kind, Within(**of))


@for_programs
def classes_of_user(
    request: HttpRequest, seen: Collections, scopes: Collection[str], user: str
) -> HttpResponse:
    """Answer with the classes of a student or a teacher.

    :raises Unfit: there is no such user
    """
    check_scope(scopes, "classes")
    role = the_one(seen.source("users"), user)["roles"][0]["role"]
    within = Within(teacher=user) if role == "teacher" else Within(student=user)
    return answer_list(request, seen, scopes, "classes", within)


@for_programs
def nothing_here(
    _request: HttpRequest, _seen: Collections, _scopes: Collection[str], rest: str
) -> HttpResponse:
    """Answer that there is no such address.

    :raises Unfit: always
    """
    del rest
    raise Unfit(Code.UNKNOWN, "There is nothing at this address.")
