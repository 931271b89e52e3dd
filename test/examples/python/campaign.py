"""The life of a campaign, with nothing but Python's standard library.

    npx callcamp-mock &
    python3 campaign.py http://127.0.0.1:3000
"""

import json
import sys
import urllib.error
import urllib.request

BASE = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:3000"
# Data of our own: nobody else on this server sees what we do.
SANDBOX = "/~python-example"


def call(method, path, body=None):
    """Asks the server; answers the status and the parsed body."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        BASE + SANDBOX + path, data=data, method=method, headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request) as response:
            text = response.read()
            return response.status, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


def expect(status, answer):
    received, body = answer
    if received != status:
        sys.exit(f"expected {status}, received {received}: {body}")
    return body


# The last four digits decide how the call ends.
CONTACTS = {
    "Ada": ("+14155550100", "contacted"),
    "Brian": ("+14155550110", "failed"),  # always busy: three attempts, then it fails
    "Carol": ("+14155550130", "contacted"),  # busy at first, then reached
    "Dennis": ("+14155550140", "completed"),  # a voicemail
    "Edsger": ("+14155550150", "do-not-call"),
}

expect(200, call("POST", "/__mock/reset", {"scenario": "empty"}))
expect(200, call("POST", "/__mock/clock", {"frozen": True}))

# Create.
campaign = expect(201, call("POST", "/api/campaigns", {"name": "From Python", "status": "draft", "type": "outbound"}))
orders = f"/api/campaigns/{campaign['uuid']}/orders"
for name, (number, _) in CONTACTS.items():
    expect(201, call("POST", orders, {"status": "planned", "record": {"firstName": name, "phoneNumber": number}}))

# Activate, and let a day pass: the calls are made.
expect(200, call("PATCH", f"/api/campaigns/{campaign['uuid']}", {"status": "active"}))
expect(200, call("POST", "/__mock/clock", {"advance": "1d"}))

# Read the outcomes.
outcomes = {order["record"]["name"]: order["status"] for order in expect(200, call("GET", orders))["orders"]}
for name, (number, wanted) in CONTACTS.items():
    print(f"{name:8}{number:15}{outcomes[name]}")
    if outcomes[name] != wanted:
        sys.exit(f"expected {name} to be {wanted}")
print(f"{'':8}the campaign is {expect(200, call('GET', '/api/campaigns/' + campaign['uuid']))['status']}")

# A refusal says all that is wrong.
refused = expect(400, call("POST", orders, {"record": {"firstName": 1, "phoneNumber": "none"}}))
print(", ".join(error["field"] for error in refused["errors"]))

# Reset.
if expect(200, call("POST", "/__mock/reset"))["counts"]["campaign"] != 0:
    sys.exit("expected nothing to be left")
print("reset")
