"""What ``STORAGE_URL`` may say."""

import pytest

from openluban.foundation.files.address import S3Address, UnfitAddress, read_address


def test_an_address_in_full_and_at_its_shortest() -> None:
    told = read_address(
        "s3://key:a%2Fb@files/net/one?endpoint=https://s3.example:9000/&region=eu-1"
    )
    assert told == S3Address("files", "net/one/", "https://s3.example:9000", "eu-1", "key", "a/b")
    assert "a/b" not in repr(told)
    assert read_address("s3://luban.files") == S3Address("luban.files")
    assert read_address("") is None


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://s3.example/files", "begin with s3://"),
        ("/srv/files", "begin with s3://"),
        ("s3://", "name a bucket"),
        ("s3://k:hush@Files", "name a bucket"),
        ("s3://files:9000/x", "name a bucket"),
        ("s3://files/../x", "plain prefix"),
        ("s3://files/a//b", "plain prefix"),
        ("s3://files?endpoint=s3.example", "endpoint"),
        ("s3://files?endpoint=https://u:hush@s3.example", "endpoint"),
        ("s3://files?endpoint=http://[", "cannot be read"),
        ("s3://files?region=EU 1", "plain region"),
        ("s3://k@files", "both key and secret"),
        ("s3://files?regoin=eu", "no other options"),
        ("s3://files?hush", "cannot be read"),
        ("s3://[hush", "cannot be read"),
    ],
)
def test_what_cannot_be_understood_is_refused_without_its_secret(url: str, why: str) -> None:
    with pytest.raises(UnfitAddress, match=f"^STORAGE_URL .*{why}") as refusal:
        read_address(url)
    assert "hush" not in str(refusal.value)
