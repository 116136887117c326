"""A SAML identity provider of our own: signs what it is asked to, good or bad."""

import base64
import zlib
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r{id}" Version="2.0" IssueInstant="{now}" \
Destination="{destination}" InResponseTo="{asked}"><saml:Issuer>{issuer}</saml:Issuer>\
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
<saml:Assertion ID="_a{id}" Version="2.0" IssueInstant="{now}"><saml:Issuer>{issuer}</saml:Issuer>\
<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{subject}</saml:NameID>\
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
<saml:SubjectConfirmationData NotOnOrAfter="{until}" Recipient="{destination}" InResponseTo="{confirmed}"/>\
</saml:SubjectConfirmation></saml:Subject>\
<saml:Conditions NotBefore="{since}" NotOnOrAfter="{until}">{audience}</saml:Conditions>\
<saml:AuthnStatement AuthnInstant="{now}" SessionIndex="_s{id}"><saml:AuthnContext>\
<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>\
</saml:AuthnContext></saml:AuthnStatement>\
<saml:AttributeStatement><saml:Attribute Name="email"><saml:AttributeValue>{email}</saml:AttributeValue>\
</saml:Attribute><saml:Attribute Name="groups">{groups}</saml:Attribute></saml:AttributeStatement>\
</saml:Assertion></samlp:Response>"""
AUDIENCE = "<saml:AudienceRestriction><saml:Audience>{}</saml:Audience></saml:AudienceRestriction>"
US = "http://testserver/sign-in/saml/metadata"


class IdentityProvider:
    entity_id = "https://idp.example/metadata"

    def __init__(self):
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp.example")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=2))
            .sign(key, hashes.SHA256())
        )  # fmt: skip
        self.key = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()
        self.armoured = certificate.public_bytes(serialization.Encoding.PEM).decode()
        self.certificate = base64.b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode()

    def answer(
        self, asked, *, subject="name-ada", email="ada@plaudit.example", groups=(), audience=US, valid=60, **more
    ):
        """The XML, unsigned; `asked` is the id of the request, `valid` in seconds from now."""
        now = datetime.now(UTC)
        return RESPONSE.format(
            id=now.strftime("%s%f"), issuer=more.get("issuer", self.entity_id), asked=asked,
            confirmed=more.get("confirmed", asked), subject=subject, email=email,
            audience=AUDIENCE.format(audience) if audience else "",
            groups="".join(f"<saml:AttributeValue>{group}</saml:AttributeValue>" for group in groups),
            destination=more.get("destination", "http://testserver/sign-in/saml/acs"),
            now=_said(now), since=_said(now - timedelta(hours=2)), until=_said(now + timedelta(seconds=valid)),
        )  # fmt: skip

    def signed(self, asked, **more):
        """As it is posted: signed and in base64."""
        xml = OneLogin_Saml2_Utils.add_sign(self.answer(asked, **more), self.key, self.armoured)
        return base64.b64encode(xml if isinstance(xml, bytes) else xml.encode()).decode()


def id_of(begun):
    """Of the request that the site sends by redirect."""
    said = parse_qs(urlsplit(begun["Location"]).query)["SAMLRequest"][0]
    return etree.fromstring(zlib.decompress(base64.b64decode(said), -15)).get("ID")


def _said(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
