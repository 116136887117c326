"""What detectors read beside the judge's facts: texts as hashes, and the thresholds of live rules."""

import numpy as np
import pytest

from recognition.models import Badge, Nomination, Thanks
from scoring.engine.facts import SIGNATURE_SIZE, GiftKind
from scoring.facts.gift_texts import load_gift_texts
from scoring.facts.load import load_facts
from scoring.facts.rule_thresholds import load_thresholds
from tests.scoring.random_company import build_random_company

pytestmark = pytest.mark.django_db


def test_every_gift_with_a_text_has_its_words_counted_and_hashed():
    build_random_company(1)
    texts = load_gift_texts(load_facts().gifts)
    with_text = [t for t in Thanks.objects.all() if t.text.strip()]
    assert len(texts) == Nomination.objects.count() + len(with_text)
    assert texts.signature.shape == (len(texts), SIGNATURE_SIZE)
    first = Nomination.objects.order_by("pk").first()
    row = np.flatnonzero((texts.kind == GiftKind.NOMINATION) & (texts.gift == first.pk))
    assert texts.words[row].tolist() == [len(first.reason.replace("-", " ").split())]


def test_a_company_without_gifts_has_no_texts():
    assert len(load_gift_texts(load_facts().gifts)) == 0


def test_thresholds_are_those_of_the_live_rules_tier_by_tier():
    build_random_company(1)
    thresholds = load_thresholds()
    assert set(thresholds.badge.tolist()) <= set(Badge.objects.values_list("id", flat=True))
    assert len(set(thresholds.id.tolist())) == len(thresholds) > 0
    assert thresholds.at_least.min() > 0
