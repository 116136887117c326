"""The door of Slack's slash command, and the page on which somebody says that an account of the chat is theirs."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from recognition.actions import chat_accounts
from recognition.chat import commands
from recognition.chat.slack_requests import MAX_BYTES, RefusedRequestError, read_command, remember, require_signature
from recognition.problems import problem_answer
from recognition.site_address import site_address
from recognition.views.who import PersonRequest, for_people


@csrf_exempt  # opened by a signature, never by a session
def slack_command(request: HttpRequest) -> HttpResponse:
    """Answers at once with what only the one who typed sees.

    The signature is checked before the body is read as a form.
    What it does and the note that it was done are one transaction: a request that failed half-way can come again.
    """
    try:
        if request.method != "POST":
            raise RefusedRequestError(405, "Send it with POST.")
        if not settings.SLACK_SIGNING_SECRET:
            raise RefusedRequestError(404, "Slack is not connected: SLACK_SIGNING_SECRET is not set.")
        if request.content_type != "application/x-www-form-urlencoded":
            raise RefusedRequestError(415, "Send application/x-www-form-urlencoded.")
        body = request.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise RefusedRequestError(413, f"The body is larger than {MAX_BYTES // 1024} KiB.")
        signature = request.headers.get("X-Slack-Signature", "")
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        require_signature(body, timestamp, signature, settings.SLACK_SIGNING_SECRET)
        command = read_command(body)
        with transaction.atomic():
            remember(signature)
            said = commands.answer(command, site_address(request))
    except RefusedRequestError as refused:
        answer = problem_answer(refused.status, "refused", refused.sentence)
        if refused.status == 405:
            answer["Allow"] = "POST"
        return answer
    return JsonResponse(said)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def link(request: PersonRequest, secret: str) -> HttpResponse:
    """Says whose account it is before anything is confirmed: the link could have come from somebody else."""
    account = chat_accounts.offered(secret)
    if request.method == "POST":
        try:
            linked = chat_accounts.confirm(by=request.person, secret=secret)
        except ValidationError:
            account = None
        else:
            said = _("%(account)s in Slack is yours now: type your command there again.")
            messages.success(request, said % {"account": linked.name or linked.account})
            return redirect("recognition:settings_elsewhere")
    context = {"account": account}
    answer = render(request, "recognition/settings/chat_link.html", context, status=200 if account else 404)
    patch_cache_control(answer, private=True, no_store=True)
    return answer
