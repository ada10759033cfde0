"""Lets Python look for garbage less often: what the tests have loaded stays to the end anyway.

Hundreds of thousands of objects are held by modules and by pytest itself. Looking through them
again and again took a sixth of the time of all tests.
"""

import gc

SELDOM = (20_000, 20, 20)


def pytest_collection_finish() -> None:
    """Put aside what is there now, and look through the rest when more has gathered."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
