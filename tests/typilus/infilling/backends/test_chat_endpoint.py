from tests.typilus.infilling.backends.addresses import address_of
from tests.typilus.infilling.backends.loopback_server import Answer, serve
from typilus.infilling import HoledText, TextInfiller
from typilus.infilling.backends.chat_endpoint import ChatEndpoint
from typilus.infilling.dialects import DIALECTS


def test_holes_are_filled_in_a_chat() -> None:
    content = '```json\n["int", "str"]\n```'
    with serve(lambda request: Answer({"choices": [{"message": {"content": content}}]})) as server:
        model = ChatEndpoint(address_of(server, print), 4096)
        assert model.chats
        text = HoledText(("def f(a: ", ", b: ", "): pass\n"))
        assert TextInfiller(model, DIALECTS["chat"]).complete([text])[0][0].texts == ("int", "str")
        (body,) = server.posted("/v1/chat/completions")
        assert body["model"] == "tiny"
        assert [message["role"] for message in body["messages"]] == ["user"]
        assert body["max_tokens"] > 64
