import json
import warnings

warnings.simplefilter("ignore")

from fastapi import FastAPI
from fastapi.testclient import TestClient

from web import routes

app = FastAPI()
app.include_router(routes.router, prefix="/v1")
client = TestClient(app)
print(json.dumps(client.get("/openapi.json").json(), sort_keys=True))
for path in ("/", "/?skip=2&limit=x", "/?prefix=a", "/?most=1", "/me", "/health", "/health?verbose=perhaps"):
    answer = client.get("/v1/users" + path)
    print(path, answer.status_code, answer.text)
for user in ("ada", "bob", "eve"):
    answer = client.delete("/v1/users/zed", headers={"X-User": user})
    print(user, answer.status_code, answer.text)
print(routes.notes)
