"""kill -9 and failing statements: nothing acknowledged is lost, nothing is half done."""

import os
import random
import signal
import time
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections

from certificates.models import Certificate
from learning.models import Completion, ProgressEvent
from lms.invariants import violations

ROUNDS = 200
PER_ROUND = 4


def in_a_child(work, enrolments, acknowledged: Path) -> int:
    """Fork a process that works on the enrolments and notes each one it was told is done."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    with acknowledged.open("a") as notes:
        for enrolment in enrolments:
            work(enrolment)
            notes.write(f"{enrolment.pk}\n")
            notes.flush()
    os._exit(0)


@pytest.mark.postgres
@pytest.mark.usefixtures("postgres")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_kill_9_at_any_moment_leaves_nothing_half_done(almost_done, finish, tmp_path):
    everybody = almost_done(ROUNDS * PER_ROUND)
    acknowledged = tmp_path / "acknowledged"
    acknowledged.touch()
    chance = random.Random(20261122)
    survived = 0
    for number in range(ROUNDS):
        own = everybody[number * PER_ROUND : (number + 1) * PER_ROUND]
        pid = in_a_child(finish, own, acknowledged)
        time.sleep(chance.uniform(0.005, 0.08))
        os.kill(pid, signal.SIGKILL)
        _pid, status = os.waitpid(pid, 0)
        survived += os.WIFEXITED(status)
    told = {int(line) for line in acknowledged.read_text().split("\n")[:-1]}
    kept = set(Completion.objects.values_list("enrolment_id", flat=True))
    assert told - kept == set()
    assert Certificate.objects.count() == len(kept)
    assert violations() == {}
    # The rounds must have hit: some were killed in the middle, some got through.
    assert 0 < len(kept) < len(everybody)
    assert survived < ROUNDS


class StatementFailed(DatabaseError):
    """The database refuses one statement."""


def failing_at(number: int):
    """Return a wrapper that lets `number` statements pass and fails the next one, once."""
    passed = 0

    def wrapper(execute, sql, params, many, context):
        nonlocal passed
        passed += 1
        if passed == number + 1:
            raise StatementFailed(sql[:60])
        return execute(sql, params, many, context)

    return wrapper


@pytest.mark.django_db
def test_a_failure_at_any_statement_leaves_the_state_before_or_after(almost_done, finish):
    (enrolment,) = almost_done(1)
    finish(almost_done(1)[0])  # warm: the lesson is cached as it is in a running server
    before = ProgressEvent.objects.filter(enrolment=enrolment).count()
    failures = 0
    while True:
        try:
            with connection.execute_wrapper(failing_at(failures)):
                finish(enrolment)
        except StatementFailed:
            failures += 1
            own = Completion.objects.filter(enrolment=enrolment)
            assert own.count() == 0
            assert ProgressEvent.objects.filter(enrolment=enrolment).count() == before
            assert violations() == {}
            continue
        break
    assert failures > 8  # the command has that many statements, and each was failed once
    assert Completion.objects.filter(enrolment=enrolment).count() == 1
    assert violations() == {}
