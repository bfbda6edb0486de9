from typing import List

import strawberry

SHELF = [("Dune", 412), ("Emma", 474)]


def pick(limit):
    return SHELF[:limit]


@strawberry.type
class Book:
    title: str
    pages: int
    shelf = None

    @strawberry.field
    def shout(self) -> str:
        return self.loud("!")

    def loud(self, mark):
        return self.title.upper() + mark


def read_books(limit: int = 2) -> List[Book]:
    return [Book(title=title, pages=pages) for title, pages in pick(limit)]


@strawberry.type
class Query:
    books: List[Book] = strawberry.field(resolver=read_books)

    @strawberry.field
    def greeting(self, name: str = "you") -> str:
        return make_greeting(name)


def make_greeting(name, word="hello"):
    return f"{word} {name}"


schema = strawberry.Schema(query=Query)
