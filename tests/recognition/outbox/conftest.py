"""A channel that answers as it is told, and a clock that goes on by hand."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import time_machine

from recognition.models import OutboxMessage
from recognition.outbox import dispatch
from recognition.outbox.answers import Sent
from tests.conftest import NOW


@dataclass
class Receiver:
    """Answers as its list says, and "taken" when that is over; remembers what it took."""

    says: list = field(default_factory=list)
    taken: list = field(default_factory=list)
    asked: list = field(default_factory=list)

    def send(self, message: OutboxMessage):
        self.asked.append(message.destination)
        answer = self.says.pop(0) if self.says else Sent("Taken.", 250)
        if isinstance(answer, BaseException):
            raise answer
        if isinstance(answer, Sent):
            self.taken.append(str(message.message_id))
        return answer


@pytest.fixture
def receiver(monkeypatch):
    box = Receiver()
    monkeypatch.setattr(dispatch, "CHANNELS", {"email": box, "webhook": box, "chat": box})
    return box


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield lambda **more: traveller.shift(timedelta(**more))
