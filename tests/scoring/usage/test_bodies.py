import gzip
import io

import pytest

from scoring.usage.otlp.bodies import MOST_RECEIVED, RefusedDelivery, read_bounded, unzipped


def test_an_empty_body_is_no_gzip():
    with pytest.raises(RefusedDelivery) as refused:
        unzipped(b"")
    assert refused.value.status == 400


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 1_000_000])
def test_it_unzips_any_size(size):
    assert unzipped(gzip.compress(b"x" * size)) == b"x" * size


def test_it_never_reads_more_than_the_limit():
    stream = io.BytesIO(b"x" * (MOST_RECEIVED * 3))
    with pytest.raises(RefusedDelivery):
        read_bounded(stream)
    assert stream.tell() == MOST_RECEIVED + 1
