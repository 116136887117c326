"""The private broker: reachable by its owner only, gone when it should be."""

import stat

import pytest
import redis
from kombu import Connection

from badges_site.demo.guardian import Guardian, is_alive
from badges_site.demo.valkey import PrivateValkey, ValkeyStartError

pytestmark = [pytest.mark.processes, pytest.mark.any_database]


def test_it_answers_when_started_and_leaves_nothing_when_closed():
    with PrivateValkey() as valkey:
        assert redis.Redis.from_url(valkey.client_url).ping()
        pid = valkey.process.pid
        assert is_alive(pid)

    assert not is_alive(pid)
    assert not valkey.directory.exists()


def test_only_its_owner_may_enter_its_directory():
    with PrivateValkey() as valkey:
        assert stat.S_IMODE(valkey.directory.stat().st_mode) == 0o700
        assert stat.S_IMODE(valkey.socket_path.stat().st_mode) == 0o700
        client = redis.Redis.from_url(valkey.client_url, decode_responses=True)
        assert client.config_get("port") == {"port": "0"}, "it must not listen on the network"


def test_celery_understands_its_address():
    with PrivateValkey() as valkey, Connection(valkey.url) as connection:
        queue = connection.SimpleQueue("greetings")
        queue.put("hello")
        assert queue.get(timeout=5).payload == "hello"
        queue.close()


def test_a_broker_that_was_lost_comes_back_empty_under_the_same_address():
    with PrivateValkey() as valkey:
        redis.Redis.from_url(valkey.client_url).set("seen", "1")
        valkey.stop()
        with pytest.raises(redis.ConnectionError):
            redis.Redis.from_url(valkey.client_url).ping()

        valkey.start()

        assert redis.Redis.from_url(valkey.client_url).get("seen") is None


def test_starting_twice_keeps_the_one_server():
    with PrivateValkey() as valkey:
        first = valkey.process
        valkey.start()
        assert valkey.process is first


def test_it_shares_a_guardian_and_leaves_it_running():
    guardian = Guardian()
    guardian.start()
    with PrivateValkey(guardian):
        pass
    with PrivateValkey(guardian) as second:
        assert redis.Redis.from_url(second.client_url).ping()
    guardian.stop()


def test_a_machine_without_a_binary_is_told_what_to_do(monkeypatch):
    from badges_site.demo import valkey as module

    def no_binary():
        raise module.ValkeyBinaryNotFoundError("Unsupported architecture: riscv64.")

    monkeypatch.setattr(module, "get_binary_path", no_binary)
    valkey = PrivateValkey()
    try:
        with pytest.raises(ValkeyStartError, match=r"riscv64.*Set REDIS_URL"):
            valkey.start()
    finally:
        valkey.close()


def test_a_long_temporary_directory_still_gives_a_path_that_a_socket_can_have(tmp_path, monkeypatch):
    long = tmp_path / ("deep" * 20)
    long.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(long))
    with PrivateValkey() as valkey:
        assert redis.Redis.from_url(valkey.client_url).ping()
