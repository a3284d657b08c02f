"""A federation of somebody else (spid-cie-oidc): a trust anchor and a provider in one process on a
free loopback port, for the tests.

Started with one JSON text: {"folder", "entity", "keys", "profile", "enc"}: where its
database may be, who we are, whether it is like SPID or like CIE, and how it encrypts.
Says "ready JSON" on its standard output, and ends when its standard input ends."""

import io
import json
import logging
import os
import sys
import threading

ASKED = json.loads(sys.argv[1])
ACR = [f"https://www.spid.gov.it/SpidL{level}" for level in (1, 2, 3)]
MARK = "https://anchor.example/marks/public-service"
SIGNING, WRAPPING = ["RS256"], ["RSA-OAEP", "RSA-OAEP-256"]
CONTENT = ["A128CBC-HS256", "A256CBC-HS512", "A128GCM", "A256GCM"]


def settings(base):
    from django.conf import settings as django_settings

    django_settings.configure(
        SECRET_KEY="only for tests", DEBUG=False, ALLOWED_HOSTS=["127.0.0.1"], USE_TZ=True,
        ROOT_URLCONF="peer_urls", DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        AUTH_USER_MODEL="spid_cie_oidc_accounts.User", STATIC_URL="/static/", LANGUAGE_CODE="en",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],  # quick, one invented person
        DATABASES={"default": {
            "ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(ASKED["folder"], "peer.db"),
            "OPTIONS": {"timeout": 20}}},
        INSTALLED_APPS=[
            "spid_cie_oidc.accounts", "django.contrib.auth", "django.contrib.contenttypes",
            "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles",
            "bootstrap_italia_template", "spid_cie_oidc.entity", "spid_cie_oidc.authority",
            "spid_cie_oidc.provider"],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware"],
        TEMPLATES=[{
            "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
            "OPTIONS": {"context_processors": [
                "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages"]}}],
        OIDCFED_DEFAULT_TRUST_ANCHOR=base, OIDCFED_TRUST_ANCHORS=[base],
        OIDCFED_PROVIDER_PROFILE=ASKED["profile"], OIDCFED_DEFAULT_PROVIDER_PROFILE=ASKED["profile"],
        OIDCFED_REQUIRED_TRUST_MARKS=[],
        DEFAULT_JWE_ENC=ASKED["enc"],
    )


def urls():
    """The package serves the entity configuration at the root only; the provider has its own below."""
    import types

    from django.urls import include, path
    from django.views.decorators.csrf import csrf_exempt
    from spid_cie_oidc.entity.views import entity_configuration
    from spid_cie_oidc.provider.views.token_endpoint import TokenEndpoint

    module = types.ModuleType("peer_urls")
    module.urlpatterns = [
        path("oidc/op/.well-known/openid-federation", entity_configuration),
        path("oidc/op/token", csrf_exempt(TokenEndpoint.as_view())),
        path("", include("spid_cie_oidc.entity.urls")),
        path("", include("spid_cie_oidc.authority.urls")),
        path("", include("spid_cie_oidc.provider.urls")),
    ]
    sys.modules["peer_urls"] = module


def people(base):
    from django.contrib.auth import get_user_model
    from spid_cie_oidc.authority.models import (
        FederationDescendant, FederationEntityAssignedProfile, FederationEntityProfile)
    from spid_cie_oidc.entity.jwks import create_jwk, public_jwk_from_private_jwk
    from spid_cie_oidc.entity.models import FederationEntityConfiguration

    def key(use):
        return {**create_jwk(), "use": use}

    anchor = FederationEntityConfiguration.objects.create(
        sub=base, jwks_fed=[key("sig")], jwks_core=[key("sig")], entity_type="federation_entity", is_active=True,
        constraints={"max_path_length": 1}, trust_mark_issuers={MARK: [base]},
        metadata={"federation_entity": {
            "organization_name": "Anchor", "contacts": ["anchor@example.org"],
            "federation_fetch_endpoint": f"{base}/fetch", "federation_list_endpoint": f"{base}/list",
            "federation_resolve_endpoint": f"{base}/resolve"}})
    op = f"{base}/oidc/op"
    sign, unwrap = key("sig"), key("enc")
    public = [{**public_jwk_from_private_jwk(k), "use": k["use"]} for k in (sign, unwrap)]
    provider = FederationEntityConfiguration.objects.create(
        sub=op, jwks_fed=[key("sig")], jwks_core=[sign, unwrap], entity_type="openid_provider", is_active=True,
        authority_hints=[base],
        metadata={"openid_provider": {
            "issuer": op, "organization_name": "Provider", "op_name": "Provider", "op_uri": op,
            "authorization_endpoint": f"{op}/authorization", "token_endpoint": f"{op}/token",
            "userinfo_endpoint": f"{op}/userinfo", "introspection_endpoint": f"{op}/introspection",
            "revocation_endpoint": f"{op}/revocation", "jwks": {"keys": public},
            "client_registration_types_supported": ["automatic"], "acr_values_supported": ACR,
            "request_authentication_methods_supported": {"ar": ["request_object"]},
            "request_object_signing_alg_values_supported": SIGNING, "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": SIGNING, "userinfo_signing_alg_values_supported": SIGNING,
            "id_token_encryption_alg_values_supported": WRAPPING,
            "id_token_encryption_enc_values_supported": CONTENT,
            "userinfo_encryption_alg_values_supported": WRAPPING,
            "userinfo_encryption_enc_values_supported": CONTENT,
            "request_object_encryption_alg_values_supported": WRAPPING,
            "request_object_encryption_enc_values_supported": CONTENT,
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": SIGNING,
            "authorization_response_iss_parameter_supported": True}})

    def join(sub, kind, keys):
        one = FederationDescendant.objects.create(
            name=kind[:30], sub=sub, type=kind, jwks=keys, is_active=True, status="valid")
        profile = FederationEntityProfile.objects.create(
            name=kind[:30], profile_category=kind, profile_id=f"{MARK}/{kind}" if kind != "openid_provider" else MARK,
            trust_mark_template={"ref": "https://anchor.example/marks"})
        return FederationEntityAssignedProfile.objects.create(descendant=one, profile=profile, issuer=anchor)

    given = join(op, "openid_provider", provider.public_jwks)
    provider.trust_marks = [given.trust_mark]
    provider.save()
    join(ASKED["entity"], "openid_relying_party", ASKED["keys"])
    get_user_model().objects.create_user(username="ada", password="prova", attributes={
        "given_name": "Ada", "family_name": "Prova", "birthdate": "1985-03-02", "email": "ada@example.org",
        "https://attributes.eid.gov.it/fiscal_number": "TINIT-PRVDAA85C42F205Z",  # SPID's name
        "fiscal_number": "TINIT-PRVDAA85C42F205Z"})  # CIE's name
    return {"anchor": base, "provider": op, "mark": MARK, "keys": anchor.public_jwks}


def main():
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.daemon_threads = True
    base = f"http://127.0.0.1:{server.server_address[1]}"
    settings(base)
    import django

    django.setup()
    urls()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0, stdout=io.StringIO())
    who = people(base)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"ready {json.dumps(who)}", flush=True)
    threading.Timer(300, lambda: os._exit(1)).start()
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
