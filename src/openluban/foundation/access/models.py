"""Accounts and the roles granted to them."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.kernel.keys import new_key


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; an address of electronic mail is the name to sign in with."""

    def create_user(self, email: str, password: str | None = None, **rest: Any) -> "Account":
        """Make an account; without a password nobody can sign in with one."""
        account = self.model(email=self.normalize_email(email).lower(), **rest)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who can sign in. ``key`` is their pseudonym: history keeps it, never the name."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    is_active = models.BooleanField(_("may sign in"), default=True)
    language = models.CharField(max_length=10, blank=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """Return the name (libraries ask for it under this name)."""
        return self.name


class Grant(models.Model):
    """A role that somebody holds, everywhere (``scope`` empty) or at one scope key."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40)
    scope = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["account", "role", "scope"], name="access_grant_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} @ {self.scope or '*'}"


class PersonKey(models.Model):
    """The key under which a person's name is sealed in the history; destroying it erases them.

    No foreign key: the row outlives the account, and goes when the person asks to be erased.
    """

    person = models.CharField(max_length=26, unique=True)
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return self.person


class ApiToken(models.Model):
    """A key with which a program asks in somebody's name; only the SHA-256 of it is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("what it is for"), max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    only_reads = models.BooleanField(_("may only read"), default=True)
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(_("valid until"), null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
