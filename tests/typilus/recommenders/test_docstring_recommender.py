"""Three styles of docstrings; classes speak for their `__init__` and attributes."""

from __future__ import annotations

from tests.typilus.recommenders.places_of import types_of
from typilus.recommenders.docstring_recommender import DocstringRecommender

GOOGLE = '''
def f(count, names, note):
    """Do.

    Args:
        count (int, optional): how many.
        names (list of str): of them.
        note: nothing is told.

    Returns:
        bool: whether.
    """
    return True
'''
NUMPY = '''
class Shop:
    """A shop.

    Parameters
    ----------
    owner : str or None
        Who.
    *prices : float
        How much.

    Attributes
    ----------
    open : bool
        Whether.
    """

    def __init__(self, owner, *prices):
        self.open = owner is not None

    def find(self, key):
        """Find.

        Returns
        -------
        Shop
            One.
        """
        return self
'''
SPHINX = '''
import shops
def outer():
    def f(shop, other, callback):
        """Do.

        :param shop: one
        :type shop: :class:`shops.Shop`
        :param int other: another
        :param callback: nothing
        :rtype: dict[str, int]
        """
        return {}
'''


def said(text: str) -> dict[str, list[str]]:
    return types_of(DocstringRecommender(), text)


def test_google() -> None:
    assert said(GOOGLE) == {"f.count": ["int"], "f.names": ["list[str]"], "f()": ["bool"]}


def test_numpy() -> None:
    assert said(NUMPY) == {
        "Shop.__init__.owner": ["str | None"],
        "Shop.__init__.prices": ["float"],
        "Shop.open": ["bool"],
        "Shop.find()": ["Shop"],
    }


def test_sphinx() -> None:
    assert said(SPHINX) == {
        "outer.<locals>.f.shop": ["shops.Shop"],
        "outer.<locals>.f.other": ["int"],
        "outer.f()": ["dict[str, int]"],
    }


def test_a_text_in_no_style_says_nothing() -> None:
    assert said('def f(x):\n    """x (int) is a number: see Returns."""\n') == {}


CLOSED = '''
class Validator:
    def check(self, token, scopes):
        """Check a token.

        The second paragraph: it has colons.

        :param token: what it is,
            in two lines
        :type token: str
        :param scopes: of the token
        :type scopes: list of
            str
        :rtype: True or False

        Method is used by:
            - nobody
        """
        raise NotImplementedError
'''


def test_the_last_field_of_sphinx_ends_at_a_blank_line() -> None:
    assert said(CLOSED) == {
        "Validator.check()": ["bool"],
        "Validator.check.token": ["str"],
        "Validator.check.scopes": ["list[str]"],
    }
