"""Functions of which `partial` binds arguments: called later, from anywhere."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred

SEND = "from functools import partial\ndef send(channel, text, times):\n    return text * times\n"


@pytest.mark.parametrize(
    "use",
    [
        "mail = partial(send, 'mail')\nmail('hello', 3)",
        "mail = partial(send, times=3)\nmail('sms', 'hello')",
        "mail = partial(partial(send, 'mail'), 'hello')\nmail(3)",
        "for mail in [partial(send, 'mail'), partial(send, 'sms')]:\n    mail('hello', 3)",
        "table = {'mail': partial(send, 'mail')}\ntable['mail']('hello', times=3)",
        "class Button:\n    def __init__(self, command):\n        self.command = command\n"
        "    def press(self):\n        self.command('hello', 3)\nButton(partial(send, 'mail')).press()",
        "def call(mail):\n    mail(3)\ncall(partial(send, 'mail', 'hello'))",
        "mail = partial(send, 'mail', times=1)\nmail('hello', times=3)",
    ],
)
def test_all_arguments_reach_their_parameters(use: str) -> None:
    kinds = inferred(f"{SEND}{use}\n")
    assert [kinds.get(f"send.{name}") for name in ("channel", "text", "times")] == ["str?", "str?", "int?"]


def test_arguments_that_come_later_are_not_missed() -> None:
    assert inferred(f"{SEND}mail = partial(send, 'mail')\n").get("send.channel") == "str?"


def test_a_method_is_bound_already() -> None:
    code = (
        "class Till:\n    def put(self, coins, note):\n        return coins\ntill = Till()\npartial(till.put, 1)('a')\n"
    )
    kinds = inferred(f"{SEND}{code}")
    assert (kinds.get("Till.put.coins"), kinds.get("Till.put.note")) == ("int?", "str?")


def test_a_variable_is_the_object_and_a_parameter_something_to_call() -> None:
    kinds = inferred(
        f"{SEND}mail = partial(send, 'mail')\nmail('hello', 3)\n"
        "def run(job):\n    job(3)\nrun(partial(send, 'mail', 'a'))\n"
    )
    assert kinds["mail"] == "functools.partial[str]"
    assert kinds["run.job"] == "collections.abc.Callable[[int], str]?"


@pytest.mark.parametrize("call", ["partial(send, *parts)", "partial(print, 1)", "partial(int, base=2)"])
def test_objects_of_what_is_no_function_or_has_unknown_arguments(call: str) -> None:
    kinds = inferred(f"{SEND}parts = ['mail']\nmail = {call}\nmail('hello')\n")
    assert kinds["mail"].startswith("functools.partial")
