"""The cache that web processes and workers share, and what happens without it."""

from time import monotonic

import pytest

from badges_site import cache as room
from badges_site.cache import OPTIONS, SharedCache, address, key_of
from badges_site.demo.valkey import PrivateValkey

NOBODY_LISTENS = "redis://127.0.0.1:1/0"
PARAMS = {"OPTIONS": OPTIONS, "KEY_PREFIX": "plaudit", "KEY_FUNCTION": key_of}


@pytest.mark.parametrize(
    ("broker", "understood"),
    [
        ("redis://host:6379/2", "redis://host:6379/2"),
        ("rediss://user:word@host/0", "rediss://user:word@host/0"),
        ("redis+socket:///run/valkey.sock", "unix:///run/valkey.sock?db=0"),
        ("redis+socket:///run/valkey.sock?virtual_host=3", "unix:///run/valkey.sock?db=3"),
    ],
)
def test_it_finds_the_brokers_server(broker, understood):
    assert address(broker) == understood


@pytest.mark.processes
def test_two_processes_share_what_is_kept():
    with PrivateValkey() as valkey:
        one, other = (SharedCache(address(valkey.url), PARAMS) for _ in range(2))
        one.set("figures", ("a", 1), 60)
        assert other.get("figures") == ("a", 1)
        assert other.add("figures", "later", 60) is False
        assert other.delete("figures") is True
        assert one.get("figures", "gone") == "gone"


@pytest.mark.processes
def test_another_release_does_not_read_objects_of_this_one(monkeypatch):
    with PrivateValkey() as valkey:
        kept = SharedCache(address(valkey.url), PARAMS)
        kept.set("figures", 1, 60)
        monkeypatch.setattr(room, "release", lambda: "next")
        assert kept.get("figures") is None


def test_without_its_server_each_process_keeps_its_own():
    kept = SharedCache(NOBODY_LISTENS, PARAMS)
    kept.set("limit", [3], 60)
    assert kept.get("limit") == [3]
    assert kept.get_or_set("other", lambda: 4, 60) == 4
    assert kept.delete("limit") is True


def test_a_server_that_is_away_makes_nobody_wait(monkeypatch):
    said = []
    monkeypatch.setattr(room.log, "warning", lambda *words: said.append(words))
    kept = SharedCache(NOBODY_LISTENS, PARAMS)
    began = monotonic()
    for number in range(50):
        kept.get(f"figures-{number}")
    assert monotonic() - began < 1
    assert len(said) == 1, "it was asked again each time"


@pytest.mark.processes
def test_a_server_that_comes_back_is_asked_again(monkeypatch):
    with PrivateValkey() as valkey:
        kept = SharedCache(address(valkey.url), PARAMS)
        valkey.stop()
        kept.set("figures", "own", 60)
        valkey.start()
        monkeypatch.setattr(room, "NOT_ASKED_AGAIN_FOR", 0)
        kept._asked_again_at = 0.0
        kept.set("figures", "shared", 60)
        assert SharedCache(address(valkey.url), PARAMS).get("figures") == "shared"


def test_nobody_empties_the_queue_of_the_jobs_by_clearing_it():
    with pytest.raises(NotImplementedError):
        SharedCache(NOBODY_LISTENS, PARAMS).clear()
