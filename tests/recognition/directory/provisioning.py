"""What an identity provider sends, in as few words as a test needs. After Okta's and Entra's manuals."""

import json

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"


class Provider:
    """Speaks SCIM with a token, through Django's client."""

    def __init__(self, client, secret):
        self.client, self.secret = client, secret

    def send(self, method, path, body=None, *, content_type="application/scim+json", raw=None, **headers):
        content = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        return self.client.generic(
            method, f"/scim/v2{path}", content, content_type,
            headers={"Authorization": f"Bearer {self.secret}"} | headers,
        )  # fmt: skip

    def get(self, path):
        return self.send("GET", path)

    def ok(self, method, path, body=None, **more):
        answer = self.send(method, path, body, **more)
        assert answer.status_code < 300, (answer.status_code, answer.content)
        return answer.json() if answer.content else None

    def create(self, user_name, **more):
        return self.ok("POST", "/Users", user(user_name, **more))

    def group(self, name, members=(), **more):
        return self.ok("POST", "/Groups", group(name, members, **more))

    def patch(self, path, *operations):
        return self.ok("PATCH", path, {"schemas": [PATCH], "Operations": list(operations)})

    def found(self, kind, scim_filter):
        answer = self.client.get(
            f"/scim/v2/{kind}", {"filter": scim_filter}, headers={"Authorization": f"Bearer {self.secret}"}
        )
        assert answer.status_code == 200, answer.content
        return answer.json().get("Resources", [])


def user(user_name, *, manager=None, number=None, department=None, **more):
    enterprise = {
        "employeeNumber": number,
        "department": department,
        "manager": {"value": manager} if manager else None,
    }
    enterprise = {name: value for name, value in enterprise.items() if value is not None}
    told = {"schemas": [USER], "userName": user_name, "active": True} | more
    if enterprise:
        told["schemas"] = [USER, ENTERPRISE]
        told[ENTERPRISE] = enterprise
    return told


def group(name, members=(), **more):
    return {"schemas": [GROUP], "displayName": name, "members": [{"value": one} for one in members]} | more
