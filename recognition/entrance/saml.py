"""SAML with one identity provider: requests by redirect, answers by form, over python3-saml.

Stricter than python3-saml alone: an answer must name our audience, and the confirmation of its subject, which is
signed, must name the request of this browser. Neither encrypted assertions nor single logout are offered.
"""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from lxml import etree
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Names
from onelogin.saml2.errors import OneLogin_Saml2_Error
from onelogin.saml2.settings import OneLogin_Saml2_Settings
from xmlsec import Error as XmlsecError

from recognition.entrance.company import Identity, Saml

WAY = "saml"
MOST_BYTES = 256_000  # of an answer in base64; a thousand groups take about 60,000
EMAIL = (
    "urn:oid:0.9.2342.19200300.100.1.3",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    "email",
    "mail",
)
PASSING = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
EMAIL_FORMAT = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
NOT_XML = (etree.LxmlError, XmlsecError, OneLogin_Saml2_Error, ValueError, TypeError, LookupError, AttributeError)


class BadAnswerError(Exception):
    """The provider's answer is not believed; says why, for the log."""


class CompanySaml(SAMLProvider):
    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponseRedirect:
        auth = _auth(request, {})
        address = auth.login(return_to="")
        self.stash_redirect_state(request, process, next_url, data, state_id=auth.get_last_request_id(), **kwargs)
        return HttpResponseRedirect(address)

    def extract_uid(self, data: Identity) -> str:
        return data.uid

    def extract_extra_data(self, data: Identity) -> dict[str, str]:
        return {"issuer": data.issuer, "subject": data.subject}

    def extract_common_fields(self, data: Identity) -> dict[str, Any]:
        return {}

    def sociallogin_from_response(self, request: HttpRequest, response: Identity) -> SocialLogin:
        login = super().sociallogin_from_response(request, response)
        login.identity = response
        return login


def provider(request: HttpRequest | None) -> CompanySaml:
    """Raises `SocialApp.DoesNotExist` where none is configured."""
    said = _configured()
    app = SocialApp(provider="saml", provider_id=WAY, name=said.name or _("company account"), client_id=WAY)
    return CompanySaml(request, app=app)


def believed(request: HttpRequest, answer: str) -> tuple[Identity, str]:
    """Who an answer says has come, and the id of the request that it answers.

    Raises:
        BadAnswerError: it is unsigned, forged, for somebody else, too old, unasked, or no SAML at all.
    """
    if not 0 < len(answer) <= MOST_BYTES:
        raise BadAnswerError(f"It has {len(answer)} characters.")
    auth = _auth(request, {"SAMLResponse": answer})
    try:
        auth.process_response()
        if auth.get_errors() or not auth.is_authenticated():
            raise BadAnswerError(auth.get_last_error_reason() or "It is refused.")
        asked = auth.get_last_response_in_response_to()
        _require_ours(auth, asked)
        return _identity(auth), asked
    except NOT_XML as error:
        raise BadAnswerError(f"It cannot be read: {error}") from error


def metadata(request: HttpRequest) -> bytes:
    """Ours, for the provider's administrator."""
    own = OneLogin_Saml2_Settings(_settings(request), sp_validation_only=True)
    text = own.get_sp_metadata()
    return text if isinstance(text, bytes) else str(text).encode()


def _require_ours(auth: OneLogin_Saml2_Auth, asked: str | None) -> None:
    document = etree.fromstring(auth.get_last_response_xml(), etree.XMLParser(resolve_entities=False, no_network=True))
    confirmed = document.xpath("//saml:SubjectConfirmationData/@InResponseTo", namespaces=Names.NSMAP)
    if not asked or set(confirmed) != {asked}:
        raise BadAnswerError("Nobody asked for it: the signed part must name our request (InResponseTo).")
    if not document.xpath("//saml:AudienceRestriction/saml:Audience", namespaces=Names.NSMAP):
        raise BadAnswerError("It names no audience.")


def _identity(auth: OneLogin_Saml2_Auth) -> Identity:
    said, attributes, name_id = _configured(), auth.get_attributes(), auth.get_nameid() or ""
    names = (said.email_attribute,) if said.email_attribute else EMAIL
    email = next((attributes[name][0] for name in names if attributes.get(name)), "")
    if not email and auth.get_nameid_format() == EMAIL_FORMAT:
        email = name_id
    # SAML has no word for whether an address is verified: the company's own provider vouches, unless it says no.
    if [value.lower() for value in attributes.get("email_verified", [])] in (["false"], ["0"]):
        email = ""
    if auth.get_nameid_format() == PASSING:  # a name for one visit: the address has to do
        name_id = (email or "").casefold()
    if not 0 < len(name_id) <= 1000:
        raise BadAnswerError("It names no subject: send a NameID that stays the same.")
    groups = frozenset(group for group in attributes.get(said.groups_attribute, []) if group)
    return Identity(WAY, said.idp_entity_id, name_id, (email or "").strip(), groups)


def _auth(request: HttpRequest, posted: dict[str, str]) -> OneLogin_Saml2_Auth:
    """As if the answer had arrived at its proper address, where `request` may be the one after it."""
    asked = {
        "https": "on" if request.is_secure() else "off",
        "http_host": request.get_host(),
        "script_name": reverse("saml_acs"),
        "get_data": {},
        "post_data": posted,
    }
    return OneLogin_Saml2_Auth(asked, _settings(request))


def _settings(request: HttpRequest) -> dict[str, Any]:
    said = _configured()
    idp = {"entityId": said.idp_entity_id, "singleSignOnService": {"url": said.sso_url}}
    return {
        "strict": True,
        "security": {
            "requestedAuthnContext": False,
            "allowSingleLabelDomains": True,  # a name of the company's own network
            "rejectDeprecatedAlgorithm": True,
            "allowRepeatAttributeName": True,
            "wantAttributeStatement": False,
            "wantNameId": True,
        },
        "idp": {**idp, "x509certMulti": {"signing": list(said.certificates)}},
        "sp": {
            "entityId": said.entity_id or request.build_absolute_uri(reverse("saml_metadata")),
            "assertionConsumerService": {
                "url": request.build_absolute_uri(reverse("saml_acs")),
                "binding": Names.BINDING_HTTP_POST,
            },
        },
    }


def _configured() -> Saml:
    said: Saml | None = settings.SIGN_IN.saml
    if said is None:
        raise SocialApp.DoesNotExist("SAML is not configured (docs/sign-in.md).")
    return said
