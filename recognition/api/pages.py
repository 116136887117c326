"""Cursor paging: stable while rows arrive, and as quick on the last page as on the first."""

from rest_framework.pagination import CursorPagination


class NewestFirst(CursorPagination):
    """Newest first by `id`, which is unique and so breaks no ties."""

    ordering = "-id"
    page_size_query_param = "limit"
    max_page_size = 200
