"""The collections of rostering and gradebook of one workshop, as one program may see them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Min, Q, QuerySet

from openluban.foundation.access.models import Account
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.models.places import Cohort, Training
from openluban.learning.learners.models.rosters import LineItem, Result, RosterClient
from openluban.learning.learners.queries.provider import shapes
from openluban.learning.learners.queries.provider.fields import (
    ALL,
    CATEGORY,
    CLASS,
    COURSE,
    LINE,
    ORG,
    SESSION,
    USER,
    Within,
)
from openluban.learning.learners.queries.provider.lookups import (
    keyed,
    mark_named,
    moment_of,
    named,
    reached,
)
from openluban.learning.learners.queries.provider.marks import lines_of, of_line
from openluban.learning.learners.queries.provider.shapes import Addresses
from openluban.learning.learners.queries.provider.sources import Chain, Few, Grouped, Many, Source
from openluban.teaching.programmes.public import Programme

_HERE = ("enrolled", "on_leave", "completed", "certified")
"""States of those who are, or were, in a class. Who left is not told."""


@dataclass(frozen=True, slots=True)
class Collections:
    """What one program may see; ``to`` says where objects are found."""

    client: RosterClient
    to: Addresses

    def source(self, kind: str, within: Within = ALL) -> Source:
        """Return a collection by its name in the standard."""
        makers: dict[str, Callable[[Within], Source]] = {
            "orgs": self._orgs,
            "schools": self._orgs,
            "academicSessions": self._sessions,
            "terms": partial(self._terms, is_period=False),
            "gradingPeriods": partial(self._terms, is_period=True),
            "courses": self._courses,
            "classes": self._classes,
            "students": self._students,
            "teachers": self._teachers,
            "users": self._users,
            "enrollments": self._enrollments,
            "demographics": self._demographics,
            "categories": self._categories,
            "lineItems": self._lines,
            "results": self._results,
        }
        return makers[kind](within)

    def _orgs(self, _within: Within) -> Source:
        thing = shapes.org_of(self.client.workshop, self.client.made_at)
        return Few([thing], ORG)

    def _cohorts(self) -> QuerySet[Cohort]:
        cohorts = Cohort.objects.filter(workshop=self.client.workshop)
        cohorts = cohorts.exclude(programme=None, training=None)
        return cohorts if self.client.sees_synthetic else cohorts.filter(is_synthetic=False)

    def _terms(self, within: Within, *, is_period: bool) -> Source:
        days = self._cohorts().values_list("starts_on", "ends_on").distinct()
        found = shapes.sessions(days, self.client.made_at, self.to, is_period=is_period)
        if within.term:
            found = [each for each in found if each["sourcedId"] == shapes.period_of(within.term)]
        return Few(found, SESSION)

    def _sessions(self, within: Within) -> Source:
        kinds = (self._terms(within, is_period=each) for each in (False, True))
        return Chain(tuple(kinds))

    def _courses(self, _within: Within) -> Source:
        place = self.client.workshop
        rows = (
            *Programme.objects.filter(workshop=place, is_shown=True).values_list("key", "name"),
            *Training.objects.filter(workshop=place).values_list("key", "name"),
        )
        things = [
            {
                **shapes.lead(key, self.client.made_at),
                "title": name.best("en")[1] or key,
                "courseCode": key,
                "org": self.to.org,
            }
            for key, name in rows
        ]
        return Few(things, COURSE)

    def _classes(self, within: Within) -> Source:
        cohorts = self._cohorts()
        if within.teacher:
            cohorts = cohorts.filter(teachers__account__key=within.teacher)
        if within.student:
            of = self._places().filter(person__key=within.student)
            cohorts = cohorts.filter(pk__in=of.values("cohort"))
        if within.course:
            named = Q(programme__key=within.course) | Q(training__key=within.course)
            cohorts = cohorts.filter(named)
        columns = ("key", "name", "starts_on", "ends_on", "programme__key", "training__key")
        rows = cohorts.order_by("pk").values(*columns)
        things = [shapes.class_of(row, self.client.made_at, self.to) for row in rows]
        if within.term:
            terms = ("terms", within.term)
            things = [each for each in things if each[terms[0]][0]["sourcedId"] == terms[1]]
        return Few(things, CLASS)

    def _people(self) -> QuerySet[Person]:
        """Return the students: who is or was enrolled here, in a class or not, and nobody else.

        Whoever is only registered, applies, or left has no role at the school.
        """
        enrolled = Enrolment.objects.filter(workshop=self.client.workshop, state__in=_HERE)
        people = Person.objects.standing().filter(pk__in=enrolled.values("person"))
        return people if self.client.sees_synthetic else people.filter(is_synthetic=False)

    def _places(self) -> QuerySet[Enrolment]:
        places = Enrolment.objects.filter(
            workshop=self.client.workshop,
            state__in=_HERE,
            person__erased_at=None,
            person__merged_into=None,
            cohort__isnull=False,
        )
        return places if self.client.sees_synthetic else places.filter(person__is_synthetic=False)

    def _students(self, within: Within) -> Many:
        people = self._people()
        if within.class_:
            of = self._places().filter(cohort__key=within.class_)
            people = people.filter(pk__in=of.values("person"))
        return Many(
            people,
            partial(shapes.student_of, self.to),
            {
                **keyed("key", "changed_at"),
                "username": "key",
                "givenName": partial(named, "given"),
                "familyName": partial(named, "family"),
                "middleName": partial(named, "middle"),
                "email": partial(reached, "email"),
                "phone": partial(reached, "phone"),
            },
            {"status": "active", "enabledUser": "true", "roles.role": "student"},
            {
                "sourcedId": "key",
                "dateLastModified": "changed_at",
                "username": "key",
                "familyName": "sort_name",
                "givenName": "sort_name",
            },
        )

    def _teachers(self, within: Within) -> Few:
        cohorts = self._cohorts()
        if within.class_:
            cohorts = cohorts.filter(key=within.class_)
        keys = cohorts.values("teachers__account")
        accounts = Account.objects.filter(pk__in=keys, is_active=True).order_by("pk")
        at = self.client.made_at
        return Few([shapes.teacher_of(each, at, self.to) for each in accounts], USER)

    def _users(self, within: Within) -> Source:
        return Chain((self._teachers(within), self._students(within)))

    def _enrollments(self, within: Within) -> Source:
        places = self._places().select_related("person", "cohort")
        if within.class_:
            places = places.filter(cohort__key=within.class_)
        began = Min("states__on", filter=Q(states__state="enrolled"))
        return Many(
            places.annotate(began=began),
            partial(shapes.enrolment_of, self.to),
            {
                **keyed("key", "made_at"),
                "user.sourcedId": "person__key",
                "class.sourcedId": "cohort__key",
                "beginDate": "began",
            },
            {"status": "active", "role": "student", "primary": "false"}
            | {"school.sourcedId": self.to.school},
            {"sourcedId": "key", "dateLastModified": "made_at", "beginDate": "began"},
        )

    def _demographics(self, _within: Within) -> Source:
        return Many(
            self._people(),
            partial(shapes.demographics_of, self.to),
            {**keyed("key", "changed_at"), "birthDate": "born_on_earliest"},
            {"status": "active"},
            {"sourcedId": "key", "dateLastModified": "changed_at", "birthDate": "born_on_earliest"},
        )

    def _categories(self, _within: Within) -> Source:
        thing = {**shapes.lead(shapes.CATEGORY, self.client.made_at), "title": "Marks"}
        return Few([thing], CATEGORY)

    def _marks(self, within: Within) -> QuerySet[Mark, dict[str, Any]]:
        marks = Mark.objects.filter(enrolment__in=self._places(), missing_since=None)
        # Those that programs wrote are told as their own results.
        marks = marks.exclude(source__startswith="program:")
        if within.class_:
            marks = marks.filter(enrolment__cohort__key=within.class_)
        if within.student:
            marks = marks.filter(enrolment__person__key=within.student)
        rows: QuerySet[Mark, dict[str, Any]] = marks.values(*shapes.MARK)
        return rows

    def _lines_of_marks(self, within: Within) -> Source:
        make = partial(shapes.line_of_marks, at=self.client.made_at, to=self.to)
        return Grouped(lines_of(self._marks(within)), make, LINE)

    def _of_line(self, within: Within) -> Q:
        return of_line(self._marks(Within(class_=within.class_)), within.line)

    def _lines(self, within: Within) -> Source:
        lines = LineItem.objects.filter(workshop=self.client.workshop).select_related("cohort")
        if within.class_:
            lines = lines.filter(cohort__key=within.class_)
        columns = {
            **{name: name for name in ("title", "description")},
            "assignDate": "assigned_at",
            "dueDate": "due_at",
            "class.sourcedId": "cohort__key",
            "category.sourcedId": "category",
        }
        written = Many(
            lines,
            partial(shapes.line_of, self.to),
            {
                **keyed("key", "changed_at"),
                **columns,
                "assignDate": partial(moment_of, "assigned_at"),
                "dueDate": partial(moment_of, "due_at"),
            },
            {"status": "active", "school.sourcedId": self.to.school},
            {"sourcedId": "key", "dateLastModified": "changed_at", **columns},
        )
        return Chain((self._lines_of_marks(within), written))

    def _results(self, within: Within) -> Source:
        results = Result.objects.filter(
            workshop=self.client.workshop, enrolment__in=self._places()
        ).select_related("line__cohort", "enrolment__person")
        if within.class_:
            results = results.filter(line__cohort__key=within.class_)
        if within.student:
            results = results.filter(enrolment__person__key=within.student)
        marks = self._marks(within)
        if within.line:
            results = results.filter(line__key=within.line)
            marks = marks.filter(self._of_line(within))
        columns = {"scoreStatus": "state", "scoreDate": "on", "score": "score"}
        of = {"student.sourcedId": "enrolment__person__key"}
        written = Many(
            results,
            partial(shapes.result_of, self.to),
            {**keyed("key", "changed_at"), **columns, **of, "lineItem.sourcedId": "line__key"},
            {"status": "active"},
            {"sourcedId": "key", "dateLastModified": "changed_at", **columns},
        )
        made = Many(
            marks,
            partial(shapes.mark_of, self.to),
            {
                "sourcedId": mark_named,
                "dateLastModified": "recorded_at",
                "scoreDate": "on",
                "score": "score",
                **of,
                "lineItem.sourcedId": lambda sign, value: (
                    Q(pk__in=[]) if sign else self._of_line(Within(line=value))
                ),
            },
            {"status": "active", "scoreStatus": "fully graded"},
            {"sourcedId": "pk", "dateLastModified": "recorded_at", "scoreDate": "on"}
            | {"score": "score", "scoreStatus": "pk"},
        )
        return Chain((written, made))
