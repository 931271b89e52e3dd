#!/bin/sh
# The life of a campaign with curl. Needs a server: npx callcamp-mock --scenario empty
set -eu
base=${1:-http://127.0.0.1:3000}
send() { curl --silent --show-error --fail --header 'content-type: application/json' "$@"; }
uuid() { sed 's/^{"uuid":"\([^"]*\)".*/\1/'; }

# A campaign, and a contact whose number decides how the call ends: 01xx, here "busy, then contacted".
campaign=$(send "$base/api/campaigns" --data '{"name":"Spring","status":"draft","type":"outbound"}' | uuid)
send "$base/api/campaigns/$campaign/orders" --data '{"status":"planned","record":{"firstName":"Ada","phoneNumber":"+14155550130"}}'
echo

# It starts, and a day passes.
send --request PATCH "$base/api/campaigns/$campaign" --data '{"status":"active"}'
echo
send "$base/__mock/clock" --data '{"advance":"1d"}'
echo

# What became of it, and back to the start.
send "$base/api/campaigns/$campaign/orders?status=contacted"
echo
send --request POST "$base/__mock/reset"
echo
