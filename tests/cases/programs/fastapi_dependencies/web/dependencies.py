from fastapi import Depends, Header, HTTPException

from web.database import open_session


def get_session():
    session = open_session()
    try:
        yield session
    finally:
        session.close()


def current_user(session=Depends(get_session), x_user=Header("bob")):
    user = session.find(x_user)
    if user is None:
        raise HTTPException(401, "unknown " + x_user)
    return user


def pagination(skip=0, limit=100, order: str = "up"):
    return {"skip": skip, "limit": limit, "order": order}


class Filter:
    def __init__(self, prefix="", most=5):
        self.prefix = prefix
        self.most = most

    def apply(self, names):
        return [name for name in names if name.startswith(self.prefix)][: int(self.most)]


class Role:
    def __init__(self, name):
        self.name = name

    def __call__(self, user=Depends(current_user)):
        if self.name == "admin" and not user.admin:
            raise HTTPException(403, "no admin")
        return user
