"""How people get in, read from the environment: the company's sign-in, second factors, roles from groups.

What is only half said becomes an entry of `problems`, which the system checks show at the start
(`recognition.entrance.checks`), and the sign-in in question stays closed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from environs import Env

from recognition.entrance.company import OpenID, Saml
from recognition.entrance.metadata import UnreadableMetadataError, read_metadata

# A role that is for one badge cannot follow from a group alone.
ROLES = ("admin", "auditor", "reviewer", "verifier")

ACCOUNT_ADAPTER = "recognition.entrance.adapters.Logins"
SOCIALACCOUNT_ADAPTER = "recognition.entrance.adapters.CompanyLogins"
MFA_ADAPTER = "recognition.entrance.second_factors.SecondFactors"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the directory says whose an address is
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds; a sign-in must not hang on the other side
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Plaudit"


@dataclass(frozen=True)
class SignIn:
    """What the environment says."""

    openid: OpenID | None
    saml: Saml | None
    role_groups: dict[str, frozenset[str]]  # role -> names of groups, one of which is enough
    help: str
    require_second_factor: bool
    problems: list[str] = field(default_factory=list)


def read(env: Env, *, debug: bool) -> SignIn:
    problems: list[str] = []
    if not debug and env.bool("DEMO_LOGIN", default=False):
        problems.append(
            "DEMO_LOGIN is on while DEBUG is off. The sign-in by one click has no password, so it stays closed: "
            "remove DEMO_LOGIN."
        )
    return SignIn(
        openid=_openid(env, problems),
        saml=_saml(env, problems),
        role_groups=_role_groups(env.str("ROLE_GROUPS", default=""), problems),
        help=env.str("SIGN_IN_HELP", default=""),
        require_second_factor=env.bool("REQUIRE_SECOND_FACTOR", default=not debug),
        problems=problems,
    )


def _openid(env: Env, problems: list[str]) -> OpenID | None:
    said = {
        "OIDC_ISSUER": env.str("OIDC_ISSUER", default="").rstrip("/"),
        "OIDC_CLIENT_ID": env.str("OIDC_CLIENT_ID", default=""),
        "OIDC_CLIENT_SECRET": env.str("OIDC_CLIENT_SECRET", default=""),
    }
    if not _whole("OpenID Connect", said, problems):
        return None
    if not said["OIDC_ISSUER"].startswith(("https://", "http://localhost", "http://127.0.0.1")):
        problems.append("OIDC_ISSUER must begin with https://: over plain HTTP anybody on the way could sign in.")
        return None
    return OpenID(
        issuer=said["OIDC_ISSUER"],
        client_id=said["OIDC_CLIENT_ID"],
        client_secret=said["OIDC_CLIENT_SECRET"],
        name=env.str("OIDC_NAME", default=""),
        scopes=tuple(env.str("OIDC_SCOPES", default="openid profile email").split()),
        groups_claim=env.str("OIDC_GROUPS_CLAIM", default="groups"),
        trusts_email=env.bool("OIDC_TRUST_EMAIL", default=False),
    )


def _saml(env: Env, problems: list[str]) -> Saml | None:
    said = {
        "SAML_IDP_ENTITY_ID": env.str("SAML_IDP_ENTITY_ID", default=""),
        "SAML_IDP_SSO_URL": env.str("SAML_IDP_SSO_URL", default=""),
        "SAML_IDP_CERT": env.str("SAML_IDP_CERT", default=""),
    }
    file = env.str("SAML_IDP_METADATA_FILE", default="")
    if file:
        if any(said.values()):
            problems.append("SAML_IDP_METADATA_FILE says what SAML_IDP_ENTITY_ID, _SSO_URL and _CERT say: give one.")
            return None
        try:
            entity_id, sso_url, certificates = read_metadata(Path(file))
        except UnreadableMetadataError as error:
            problems.append(f"SAML_IDP_METADATA_FILE: {error}")
            return None
    elif _whole("SAML", said, problems):
        entity_id, sso_url, certificates = said["SAML_IDP_ENTITY_ID"], said["SAML_IDP_SSO_URL"], [said["SAML_IDP_CERT"]]
    else:
        return None
    if not sso_url.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        problems.append("SAML: the address of the identity provider's sign-in must begin with https://.")
        return None
    return Saml(
        idp_entity_id=entity_id,
        sso_url=sso_url,
        certificates=tuple("".join(line for line in one.split("\n") if "-----" not in line) for one in certificates),
        entity_id=env.str("SAML_ENTITY_ID", default=""),
        name=env.str("SAML_NAME", default=""),
        email_attribute=env.str("SAML_EMAIL_ATTRIBUTE", default=""),
        groups_attribute=env.str("SAML_GROUPS_ATTRIBUTE", default="groups"),
    )


def _whole(what: str, said: dict[str, str], problems: list[str]) -> bool:
    """All is said. Where only a part is, the rest is named."""
    missing = [name for name, value in said.items() if not value]
    if missing and len(missing) < len(said):
        problems.append(f"{what} is half configured: {', '.join(missing)} missing.")
    return not missing


def _role_groups(text: str, problems: list[str]) -> dict[str, frozenset[str]]:
    """`admin=plaudit-admins,auditor=audit-team`: a role may stand several times, each group is enough for it."""
    groups: dict[str, set[str]] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        role, equals, group = (part.strip() for part in entry.partition("="))
        if not equals or not group or role not in ROLES:
            problems.append(f"ROLE_GROUPS: “{entry}” is not ROLE=GROUP with one of the roles {', '.join(ROLES)}.")
            continue
        groups.setdefault(role, set()).add(group)
    return {role: frozenset(names) for role, names in groups.items()}
