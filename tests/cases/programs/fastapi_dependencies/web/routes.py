from fastapi import APIRouter, BackgroundTasks, Depends, Request

from web.dependencies import Filter, Role, current_user, get_session, pagination

router = APIRouter(prefix="/users", tags=["users"])
notes = []
admin = Role("admin")


@router.get("/")
def list_users(session=Depends(get_session), page=Depends(pagination), wanted=Depends(Filter)):
    return {"users": wanted.apply(sorted(session.rows)), "page": page}


@router.get("/me")
async def me(request: Request, user=Depends(current_user)):
    return {"name": user.name, "path": request.url.path}


@router.delete("/{name}", status_code=202)
def delete(name, tasks: BackgroundTasks, user=Depends(admin)):
    tasks.add_task(note, "deleted", name)
    return {"by": user.name}


@router.websocket("/echo")
async def echo(websocket, text=""):
    await websocket.accept()
    message = await websocket.receive_text()
    await websocket.send_text(text + message)
    await websocket.close()


def note(what, name):
    notes.append("%s %s" % (what, name))


def health(verbose=False):
    return {"ok": True, "verbose": verbose}


router.add_api_route("/health", health)
