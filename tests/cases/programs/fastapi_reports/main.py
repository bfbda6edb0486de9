import json
import warnings

warnings.simplefilter("ignore")

from fastapi.testclient import TestClient

from api.app import app

client = TestClient(app)
print(json.dumps(client.get("/openapi.json").json(), sort_keys=True))
for path in (
    "/reports/a b",
    "/count",
    "/stored/1",
    "/raw/7",
    "/raw/x?q=1",
    "/divide?number=0",
    "/divide?number=x",
    "/titles?start=t",
    "/titles?limit=x1",
):
    try:
        answer = client.get(path)
        print(path, answer.status_code, answer.text, answer.headers.get("X-Path"))
    except ValueError as error:
        print(path, type(error).__name__, error)
print(client.post("/reports", json={"title": "t u"}).json(), client.post("/reports", json={}).status_code)
for path in ("/stored/1", "/stored/1?plain=1", "/stored/2", "/titles", "/titles?limit=0", "/count"):
    print(path, client.get(path).status_code, client.get(path).text)
