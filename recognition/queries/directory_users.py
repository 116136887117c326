"""What the directory tells of: users, and what waits for somebody it has not told of yet."""

from django.db.models import F, QuerySet

from recognition.models import DirectoryRequest, DirectoryToken, DirectoryUser


def living() -> QuerySet[DirectoryUser]:
    """Those that the directory has not deleted."""
    return DirectoryUser.objects.filter(deleted_at__isnull=True)


def waiting() -> QuerySet[DirectoryUser]:
    """Whose manager was told and is not linked: nobody is known by that name, or it would close a ring."""
    told = living().exclude(manager_named="").select_related("person", "manager__person")
    return told.exclude(manager__isnull=False, person__manager=F("manager__person")).order_by("person__display_name")


def tokens() -> QuerySet[DirectoryToken]:
    return DirectoryToken.objects.order_by("-created_at")


def last_requests() -> QuerySet[DirectoryRequest]:
    """The newest first."""
    return DirectoryRequest.objects.select_related("token").order_by("-id")
