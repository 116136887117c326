"""What the tour's company is told by its directory."""

from datetime import timedelta

from django.utils import timezone

from recognition.models import DirectoryGroup, DirectoryMembership, DirectoryRequest, DirectoryToken, DirectoryUser
from tests.tour.samples import NUMBER


def what_is_told_by_the_directory(bo, dina):
    """A token, a request that was refused, and Bo, whose manager nobody knows."""
    until = timezone.now() + timedelta(days=30)
    token = DirectoryToken.objects.create(pk=NUMBER, name="okta-2027", digest="e" * 64, expires_at=until)
    DirectoryToken.objects.create(name="okta-2026", digest="f" * 64, expires_at=timezone.now() - timedelta(days=3))
    DirectoryUser.objects.create(person=dina, name="dina")
    user = DirectoryUser.objects.create(person=bo, name="bo", manager_named="00u-nobody")
    group = DirectoryGroup.objects.create(display_name="Readers", name="readers")
    DirectoryMembership.objects.create(group=group, value="bo", user=user)
    DirectoryRequest.objects.create(
        token=token, method="PATCH", path="/Users/bo", status=403, detail="This is the last program admin."
    )
