"""PostgreSQL's binary answer says what its rows say."""

import numpy as np
import pytest
from django.db import connection

from scoring.facts.load import load_facts
from scoring.facts.prepared import fetch_columns
from scoring.facts.whole_columns import read_columns
from tests.scoring.random_company import build_random_company

postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="COPY is PostgreSQL's")


@pytest.mark.django_db
def test_everybody_is_the_same_through_columns_and_through_rows(monkeypatch):
    build_random_company(7)
    quick = load_facts()
    monkeypatch.setattr(
        "scoring.facts.scope.fetch_columns", lambda *a, many, **more: fetch_columns(*a, many=False, **more)
    )
    plain = load_facts()
    for name, columns in vars(plain).items():
        for column, values in vars(columns).items():
            assert np.array_equal(
                np.sort(values, axis=0),
                np.sort(getattr(getattr(quick, name), column), axis=0),
                equal_nan=values.dtype.kind == "f",
            )
    assert len(quick.gifts)


@postgresql
@pytest.mark.django_db
def test_rows_come_as_columns():
    found = read_columns("SELECT n, n * %s FROM generate_series(1, 3) AS n", [-(10**18)], 2)
    assert found.tolist() == [[1, 2, 3], [-(10**18), -2 * 10**18, -3 * 10**18]]


@postgresql
@pytest.mark.django_db
def test_no_row_is_no_row():
    assert read_columns("SELECT 1, 2 WHERE false", [], 2).shape == (2, 0)


@postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["SELECT 1, NULL::int", "SELECT n, nullif(n, 3) FROM generate_series(1, 28) AS n"])
def test_a_null_is_refused(sql):
    with pytest.raises(ValueError, match="integers"):
        read_columns(sql, [], 2)
