"""Runs a test in many worlds, until it breaks: python3 explore.py http://127.0.0.1:3000"""

import json
import sys
import urllib.request

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:3000"


def call(url, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def count_campaigns(base_url):
    """The code under test: it counts the rows of the first page, instead of asking for the total."""
    return len(call(f"{base_url}/api/campaigns")["campaigns"])


step = call(f"{SERVER}/__mock/explore", {"worlds": 50, "vary": {"network": False}})
while "world" in step:
    base_url = step["world"]["baseUrl"]
    shown, total = count_campaigns(base_url), call(f"{base_url}/api/campaigns?limit=1")["total"]
    verdict = {"exploration": step["exploration"], "passed": shown == total}
    if shown != total:
        verdict["error"] = f"shows {shown} campaigns of {total}"
    step = call(f"{SERVER}/__mock/explore", verdict)
print(step["report"])
