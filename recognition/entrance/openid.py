"""OpenID Connect with one provider: code flow with PKCE, over allauth's client.

Stricter than allauth alone: the signature of the ID token is always checked, a nonce binds it to this browser, the
issuer is the configured one, and what the user-info endpoint says must be about the same subject.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from recognition.entrance.company import Identity, OpenID

WAY = "openid"
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
CLOCKS_DIFFER = 60  # seconds, by which the provider's clock may go before or behind ours
MOST_GROUPS = 5_000
ABOUT_EMAIL = ("email", "email_verified")


class CompanyOpenIDAdapter(OpenIDConnectOAuth2Adapter):
    nonce = ""

    def get_provider(self) -> CompanyOpenID:
        return provider(self.request)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return str(build_absolute_uri(request, reverse("openid_back")))

    def get_access_token_data(self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: Any = None) -> Any:
        self.nonce = _nonce_of(pkce_code_verifier or "")
        return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        issuer = config.get("issuer") if isinstance(config, dict) else None
        if not isinstance(issuer, str) or issuer.rstrip("/") != _configured().issuer:
            raise OAuth2Error(f"The provider calls itself {issuer!r}, OIDC_ISSUER says {_configured().issuer!r}.")
        return config

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> SocialLogin:
        """Raises `OAuth2Error` where the tokens do not fit together."""
        said = self._claims(str(kwargs["response"].get("id_token") or ""))
        enough = ("email",) if _configured().trusts_email else ABOUT_EMAIL
        if any(said.get(name) is None for name in (*enough, _configured().groups_claim)):
            said = joined(said, self._more(token.token, said["sub"]))
        return self.get_provider().sociallogin_from_response(request, said)

    def _claims(self, id_token: str) -> dict[str, Any]:
        config = self.openid_config
        try:
            kid = jwt.get_unverified_header(id_token).get("kid")
            claims = jwt.decode(
                id_token,
                self._key(config["jwks_uri"], kid),
                algorithms=ALGORITHMS,
                audience=_configured().client_id,
                issuer=config["issuer"],
                leeway=CLOCKS_DIFFER,
                options={"require": ["exp", "iat", "aud", "iss", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error(f"The ID token is not good: {error}") from error
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), self.nonce.encode()):
            raise OAuth2Error("The ID token carries another nonce than was sent.")
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != _configured().client_id:
            raise OAuth2Error("The ID token is for several clients, and `azp` is not this one.")
        return claims

    def _key(self, address: str, kid: Any) -> Any:
        with get_adapter().get_requests_session() as session:
            answer = session.get(address)
            answer.raise_for_status()
            keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        fitting = [key for key in keys if kid is None or key.key_id == kid]
        if len(fitting) != 1:
            raise OAuth2Error(f"{len(fitting)} keys of the provider fit the ID token's key id {kid!r}.")
        return fitting[0]

    def _more(self, access_token: str, subject: str) -> Mapping[str, Any]:
        """Of the user-info endpoint, where there is one."""
        if not self.openid_config.get("userinfo_endpoint"):
            return {}
        more = self._fetch_user_info(access_token)
        if not isinstance(more, dict) or more.get("sub") != subject:
            raise OAuth2Error("The user info is about another subject than the ID token.")
        return more


class CompanyOpenID(OpenIDConnectProvider):
    oauth2_adapter_class = CompanyOpenIDAdapter

    def get_pkce_params(self) -> dict[str, str]:
        params: dict[str, str] = super().get_pkce_params()
        return {**params, "nonce": _nonce_of(params["code_verifier"])}

    def get_oauth2_adapter(self, request: HttpRequest) -> CompanyOpenIDAdapter:
        return CompanyOpenIDAdapter(request, WAY)

    def extract_uid(self, data: dict[str, Any]) -> str:
        return identity_of(data).uid

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, str]:
        """What an administrator needs to find the account at the provider, and no more."""
        identity = identity_of(data)
        return {"issuer": identity.issuer, "subject": identity.subject}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> SocialLogin:
        login = super().sociallogin_from_response(request, response)
        login.identity = identity_of(response)
        return login


def joined(said: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """The claims of the ID token, and what the user info adds.

    An address and whether it is verified come from the same of the two: the word of one about the address of the other
    would let somebody in as whoever has that address. The ID token goes first, unless the user info alone says both.
    A claim that is null there says nothing: else it would hide what the user info was asked for.
    """
    telling = [one for one in (said, more) if one.get("email") is not None]
    whole = [one for one in telling if one.get("email_verified") is not None]
    about = next(iter(whole + telling), {})
    told = {name: value for name, value in said.items() if value is not None}
    rest = {name: value for name, value in {**more, **told}.items() if name not in ABOUT_EMAIL}
    return rest | {name: about[name] for name in ABOUT_EMAIL if about.get(name) is not None}


def provider(request: HttpRequest | None) -> CompanyOpenID:
    """Raises `SocialApp.DoesNotExist` where none is configured."""
    said = settings.SIGN_IN.openid
    if said is None:
        raise SocialApp.DoesNotExist("OpenID Connect is not configured (docs/sign-in.md).")
    app = SocialApp(
        provider="openid_connect",
        provider_id=WAY,
        name=said.name or _("company account"),
        client_id=said.client_id,
        secret=said.client_secret,
        settings={"server_url": said.issuer, "scope": list(said.scopes), "oauth_pkce_enabled": True},
    )
    return CompanyOpenID(request, app=app)


def identity_of(claims: Mapping[str, Any]) -> Identity:
    """Raises `OAuth2Error` for claims of the wrong shape: providers let administrators invent them."""
    said = _configured()
    subject, email = claims.get("sub"), claims.get("email") or ""
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not isinstance(email, str):
        raise OAuth2Error("`sub` must be text of at most 255 characters, and `email` text.")
    # Some providers say "true" in words; everything else is no.
    verified = claims.get("email_verified", said.trusts_email) in (True, "true")
    groups = claims.get(said.groups_claim)
    if groups is None and said.groups_claim in (claims.get("_claim_names") or {}):
        known = None  # Entra: too many to be said; nothing is known then
    elif isinstance(groups, list | str | None):
        listed = [groups] if isinstance(groups, str) else groups or []
        known = frozenset(group for group in listed[:MOST_GROUPS] if isinstance(group, str))
    else:
        raise OAuth2Error(f"The claim {said.groups_claim!r} must be a list of names.")
    return Identity(WAY, said.issuer, subject, email.strip() if verified else "", known)


def _configured() -> OpenID:
    said: OpenID | None = settings.SIGN_IN.openid
    if said is None:
        raise SocialApp.DoesNotExist("OpenID Connect is not configured (docs/sign-in.md).")
    return said


def _nonce_of(verifier: str) -> str:
    """Bound to the browser's session without being kept: the verifier is there already, and never leaves the server
    before the code is exchanged."""
    digest = hashlib.sha256(f"nonce of {verifier}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
