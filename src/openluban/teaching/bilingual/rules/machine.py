"""How what a machine made is known again."""

import hashlib


def machine_mark(source: str, source_language: str, target_language: str) -> str:
    """Return what stands for a source segment and the languages it is translated between."""
    whole = f"{source_language}\n{target_language}\n{' '.join(source.split())}"
    return hashlib.sha256(whole.encode()).hexdigest()
