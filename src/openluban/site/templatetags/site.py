"""Tags of the sign-in pages."""

from django.template import Library

from openluban.site.demo import DemoAccount
from openluban.site.views.account import demo_accounts

register = Library()


@register.simple_tag
def demonstration() -> tuple[DemoAccount, ...]:
    """Return the sign-ins of the demonstration, none in a real installation."""
    return demo_accounts()
