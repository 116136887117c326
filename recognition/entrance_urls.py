"""Addresses of the entrance. The names without a namespace are those by which allauth finds its pages.

Only what stands here is open of allauth: nobody signs up, connects accounts or changes addresses here.
"""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import path
from django.views import View
from django.views.decorators.http import require_http_methods

from recognition.views import company_sign_in as company
from recognition.views import second_step, sign_in
from recognition.views.settings import company_account, security


def _page(view: type[View]) -> Callable[..., HttpResponseBase]:
    """The methods of the page and no other: allauth asks who somebody is before it looks at the method."""
    return require_http_methods([method.upper() for method in view.http_method_names])(view.as_view())


urlpatterns = [
    path("sign-in", sign_in.sign_in, name="account_login"),
    path("sign-in/openid", company.openid_begin, name="openid_begin"),
    path("sign-in/openid/back", company.openid_back, name="openid_back"),
    path("sign-in/saml", company.saml_begin, name="saml_begin"),
    path("sign-in/saml/acs", company.saml_acs, name="saml_acs"),
    path("sign-in/saml/finish", company.saml_finish, name="saml_finish"),
    path("sign-in/saml/metadata", company.saml_metadata, name="saml_metadata"),
    path("sign-in/second-step", _page(second_step.SecondStep), name="mfa_authenticate"),
    path("sign-in/passkey", _page(second_step.Passkey), name="mfa_login_webauthn"),
    path("settings/security", _page(security.Security), name="mfa_index"),
    path("settings/security/again", _page(second_step.AgainByPassword), name="account_reauthenticate"),
    path("settings/security/again/code", _page(second_step.AgainByCode), name="mfa_reauthenticate"),
    path("settings/security/again/key", _page(second_step.AgainByKey), name="mfa_reauthenticate_webauthn"),
    path("settings/security/app", _page(security.AddApp), name="mfa_activate_totp"),
    path("settings/security/app/remove", _page(security.RemoveApp), name="mfa_deactivate_totp"),
    path("settings/security/keys/new", _page(security.AddKey), name="mfa_add_webauthn"),
    path("settings/security/keys/<int:pk>", _page(security.NameKey), name="mfa_edit_webauthn"),
    path("settings/security/keys/<int:pk>/remove", _page(security.RemoveKey), name="mfa_remove_webauthn"),
    path("settings/security/codes", _page(security.Codes), name="mfa_view_recovery_codes"),
    path("settings/security/codes/new", _page(security.NewCodes), name="mfa_generate_recovery_codes"),
    path("settings/security/company/<int:pk>/disconnect", company_account.disconnect, name="company_disconnect"),
    path("settings/password", security.password, name="own_password"),
]
