"""Empties the database after a test with real transactions: the tables that hold something, and no others.

Django's own way truncates all of them, some files each on PostgreSQL, and then makes content types and permissions
anew: seconds a test, for a few dozen rows. Every foreign key is checked at the end of the transaction only, so the
order does not matter.
"""

from django.db import connections, transaction

# The same for every test: written by migrations, and by Django when they are done.
KEPT = {"django_migrations", "django_content_type", "auth_permission", "django_site"}


def empty(test_case):
    """In place of `TransactionTestCase._fixture_teardown`."""
    for name in test_case._databases_names(include_mirrors=False):
        connection = connections[name]
        tables = sorted(set(connection.introspection.django_table_names(include_views=False)) - KEPT)
        quoted = {table: connection.ops.quote_name(table) for table in tables}
        each = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quote})" for table, quote in quoted.items())
        with transaction.atomic(using=name), connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(each))
            for (table,) in cursor.fetchall():
                cursor.execute(f"DELETE FROM {quoted[table]}")
