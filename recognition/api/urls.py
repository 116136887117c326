"""Addresses under /api/v1/ that need no judge."""

from django.urls import path

from recognition.api import keys  # noqa: F401  (registers the converters)
from recognition.api.audit import AuditLog
from recognition.api.awards import Awards
from recognition.api.badges import Badges
from recognition.api.nominations import Nominations
from recognition.api.outcome_reports import OutcomeReports, Reversals
from recognition.api.outcomes import Outcomes, Verifications
from recognition.api.own import Messages
from recognition.api.own_awards import OwnAwards
from recognition.api.own_preferences import OwnPreferences
from recognition.api.people import Me, People, Teams
from recognition.api.thanks import ThanksList
from recognition.api.tokens import Tokens
from recognition.api.webhooks import WebhookDeliveries, Webhooks

urlpatterns = [
    path("me/", Me.as_view({"get": "read"}), name="me"),
    path("tokens/", Tokens.as_view({"get": "list", "post": "sign_in"}), name="tokens"),
    path("tokens/<key:token>/", Tokens.as_view({"delete": "end"}), name="token"),
    path("people/", People.as_view({"get": "list"}), name="people"),
    path("people/<key:key>/", People.as_view({"get": "retrieve"}), name="person"),
    path("teams/", Teams.as_view({"get": "list"}), name="teams"),
    path("teams/<key:key>/", Teams.as_view({"get": "retrieve"}), name="team"),
    path("badges/", Badges.as_view({"get": "list"}), name="badges"),
    path("badges/<key:slug>/", Badges.as_view({"get": "retrieve"}), name="badge"),
    path("nominations/", Nominations.as_view({"get": "list", "post": "submit"}), name="nominations"),
    path(
        "nominations/<source_key:key>/withdraw/", Nominations.as_view({"post": "withdraw"}), name="withdraw-nomination"
    ),
    path("nominations/<source_key:key>/", Nominations.as_view({"get": "retrieve"}), name="nomination"),
    path("thanks/withdraw/", ThanksList.as_view({"post": "withdraw"}), name="withdraw-thanks"),
    path("thanks/", ThanksList.as_view({"get": "list", "post": "give"}), name="thanks"),
    path("outcomes/", Outcomes.as_view({"get": "list", "post": "claim"}), name="outcomes"),
    path("outcomes/<source:source>/<source_key:key>/", Outcomes.as_view({"get": "retrieve"}), name="outcome"),
    path("verifications/", Verifications.as_view({"post": "verify"}), name="verifications"),
    path("reversals/", Reversals.as_view({"post": "reverse"}), name="reversals"),
    path("outcome-reports/", OutcomeReports.as_view({"post": "report"}), name="outcome-reports"),
    path("awards/", Awards.as_view({"get": "list"}), name="awards"),
    path("awards/<key:person>/<key:badge>/", Awards.as_view({"get": "retrieve"}), name="award"),
    *(
        path(f"awards/<key:person>/<key:badge>/{act}/", OwnAwards.as_view({"post": does}), name=f"{act}-award")
        for act, does in (
            ("hide", "hide"),
            ("show", "show"),
            ("pin", "pin"),
            ("unpin", "unpin"),
            ("decline", "decline"),
            ("accept", "accept"),
            ("approve", "approve"),
            ("return", "send_back"),
        )
    ),
    path("audit/", AuditLog.as_view({"get": "list"}), name="audit"),
    path("messages/", Messages.as_view({"get": "list"}), name="messages"),
    path("messages/read/", Messages.as_view({"post": "read"}), name="read-messages"),
    path("webhooks/", Webhooks.as_view({"get": "list", "post": "make"}), name="webhooks"),
    path(
        "webhooks/<int:number>/",
        Webhooks.as_view({"get": "retrieve", "patch": "change", "delete": "end"}),
        name="webhook",
    ),
    path("webhooks/<int:number>/deliveries/", WebhookDeliveries.as_view({"get": "list"}), name="webhook-deliveries"),
    path("webhooks/<int:number>/test/", Webhooks.as_view({"post": "test"}), name="test-webhook"),
    path("webhooks/<int:number>/secret/", Webhooks.as_view({"post": "renew_secret"}), name="webhook-secret"),
    path(
        "webhooks/<int:number>/secret/drop-earlier/",
        Webhooks.as_view({"post": "drop_secret"}),
        name="drop-webhook-secret",
    ),
    path("me/preferences/", OwnPreferences.as_view({"get": "read", "patch": "choose"}), name="preferences"),
]
