from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import JSONResponse, PlainTextResponse

from api import models
from api.models import make_report
from api.store import Store

app = FastAPI(title="Reports")
store = Store()


@app.get("/reports/{title}")
def read_report(title: str):
    """Make a report and give it back."""
    return make_report(title)


@app.post("/reports")
def add_report(report: models.Report):
    stored = store.add(report)
    return {"number": stored.number, "title": stored.report.title}


@app.get("/stored/{number}")
async def read_stored(number: int, plain: bool = False):
    try:
        stored = store.get(number)
    except KeyError:
        raise HTTPException(404, "no report %d" % number)
    if plain:
        return PlainTextResponse(stored.report.title)
    return stored


@app.get("/titles")
def titles(start=Query(""), limit=10):
    return [title for title in store.titles() if title.startswith(start)][: int(limit)]


@app.get("/raw/{item_id}")
def raw(item_id, q=None):
    return {"item_id": item_id, "q": q}


@app.get("/count")
def count():
    return len(store.titles())


@app.exception_handler(ZeroDivisionError)
def divided(request, error):
    return JSONResponse({"error": str(error)}, status_code=418)


@app.get("/divide")
def divide(number: int):
    return 1 / number


@app.middleware("http")
async def add_header(request, call_next):
    response = await call_next(request)
    response.headers["X-Path"] = request.url.path
    return response
