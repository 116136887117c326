"""Nothing outlives its owner."""

import signal
import subprocess
import sys
import textwrap
import time

import pytest

from badges_site.demo.guardian import Guardian, end_groups, is_alive

pytestmark = [pytest.mark.processes, pytest.mark.any_database]

OWNER = textwrap.dedent(
    """
    import sys, time
    from badges_site.demo.guardian import Guardian
    guardian = Guardian()
    guardian.start()
    sleeper = guardian.start_process([sys.executable, "-c", sys.argv[1]])
    print(sleeper.pid, flush=True)
    time.sleep(60)
    """
)
SLEEP = "import time; time.sleep(60)"
# A child that refuses the polite signal and has a child of its own.
STUBBORN = (
    "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); time.sleep(60)"
)


def wait_until_gone(group: int, seconds: float = 20.0) -> bool:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        if not is_alive(group):
            return True
        time.sleep(0.05)
    return False


def start_owner(child: str) -> tuple[subprocess.Popen, int]:
    owner = subprocess.Popen([sys.executable, "-c", OWNER, child], stdout=subprocess.PIPE, text=True)
    return owner, int(owner.stdout.readline())


@pytest.mark.parametrize("child", [SLEEP, STUBBORN], ids=["polite", "stubborn"])
def test_children_end_when_their_owner_is_killed(child):
    owner, group = start_owner(child)
    assert is_alive(group)

    owner.send_signal(signal.SIGKILL)
    owner.wait()

    assert wait_until_gone(group), "the child outlived its killed owner"


def test_stop_ends_what_still_runs():
    guardian = Guardian()
    guardian.start()
    child = guardian.start_process([sys.executable, "-c", SLEEP])

    guardian.stop()

    assert child.wait(timeout=20) == -signal.SIGTERM


def test_a_guardian_that_was_not_started_guards_nothing():
    with pytest.raises(RuntimeError, match="start the guardian"):
        Guardian().start_process([sys.executable, "-c", SLEEP])


def test_ending_a_group_that_is_gone_is_no_error():
    child = subprocess.Popen([sys.executable, "-c", ""], process_group=0)
    child.wait()

    end_groups([child.pid])

    assert not is_alive(child.pid)
