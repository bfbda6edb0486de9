from tests.typilus.infilling.backends.addresses import address_of
from tests.typilus.infilling.backends.loopback_server import Answer, Request, completion, serve
from typilus.infilling import Generation, GenerationRequest, HoledText, TextInfiller
from typilus.infilling.backends.completion_endpoint import CompletionEndpoint
from typilus.infilling.dialects import DIALECTS

PROMPT = GenerationRequest("secret prompt")


def test_a_server_without_n_is_asked_n_times() -> None:
    def respond(request: Request) -> Answer:
        return Answer({}, 400) if "n" in request.body else Answer(completion(str(request.body["seed"])))

    sentences: list[str] = []
    with serve(respond) as server:
        model = CompletionEndpoint(address_of(server, sentences.append), 4096)
        assert model.generate([GenerationRequest("x", n=3, temperature=1.0, seed=5)]) == [
            [Generation("5"), Generation("6"), Generation("7")]
        ]
        # What a server does not take is not tried again.
        assert sum("n" in body for body in server.posted()) == 1
    assert not sentences


def test_a_server_that_takes_little_is_asked_plainly() -> None:
    def respond(request: Request) -> Answer:
        return Answer({}, 422) if "logprobs" in request.body else Answer(completion("int"))

    with serve(respond) as server:
        model = CompletionEndpoint(address_of(server, print), 4096)
        assert model.generate([PROMPT, PROMPT]) == [[Generation("int")], [Generation("int")]]
        assert ["logprobs" in body for body in server.posted()] == [True, False, False]


def test_a_prompt_that_a_server_refuses_changes_nothing_for_others() -> None:
    def respond(request: Request) -> Answer:
        return Answer({}, 400) if "long" in request.body["prompt"] else Answer(completion("int"))

    sentences: list[str] = []
    with serve(respond) as server:
        model = CompletionEndpoint(address_of(server, sentences.append), 4096)
        assert model.generate([GenerationRequest("long")] * 5 + [PROMPT]) == [[]] * 5 + [[Generation("int")]]
        assert "logprobs" in server.posted()[-1]
    assert sentences == ["tiny: status 400; symbols go without its answer"]


def test_prompts_get_shorter_until_the_server_takes_them() -> None:
    def respond(request: Request) -> Answer:
        return Answer({}, 400) if len(request.body["prompt"]) > 3000 else Answer(completion("int"))

    with serve(respond) as server:
        infiller = TextInfiller(CompletionEndpoint(address_of(server, lambda _: None), 4096), DIALECTS["qwen"])
        text = HoledText(("a = 1\n" * 2000 + "x: ", " = 1\n"))
        assert [len(infiller.complete([text])[0]) for _ in range(6)][-1] == 1


def test_answers_are_taken_as_they_come_up_to_n() -> None:
    with serve(lambda request: Answer(completion("a", "b"))) as server:
        model = CompletionEndpoint(address_of(server, print), 4096)
        assert [len(group) for group in model.generate([GenerationRequest("x", n=n) for n in (1, 3, 4)])] == [1, 3, 4]


def test_a_server_that_died_is_left_alone_and_said_once() -> None:
    sentences: list[str] = []
    with serve(lambda request: Answer({}, 500)) as server:
        model = CompletionEndpoint(address_of(server, sentences.append), 4096)
        assert model.generate([PROMPT] * 10) == [[]] * 10
        assert model.score("x", ["y"]) is None
        assert len(server.posted()) == 9
    assert sentences == [
        "tiny: status 500; symbols go without its answer",
        "tiny: 3 requests in a row have failed; it is asked no more",
    ]


def test_single_failures_are_forgiven() -> None:
    answers = iter(range(100))
    with serve(lambda request: Answer(completion("x") if next(answers) % 2 else {"choices": 3})) as server:
        model = CompletionEndpoint(address_of(server, print), 4096)
        assert [len(group) for group in model.generate([PROMPT] * 8)] == [0, 1] * 4


def test_the_budget_is_kept() -> None:
    sentences: list[str] = []
    with serve(lambda request: Answer(completion("int"))) as server:
        model = CompletionEndpoint(address_of(server, sentences.append, budget=2), 4096)
        assert [len(group) for group in model.generate([PROMPT] * 5)] == [1, 1, 0, 0, 0]
        assert len(server.posted()) == 2
    assert sentences == ["tiny: the budget of 2 requests is used up; it is asked no more"]


def test_tokens_are_estimated_without_a_request() -> None:
    with serve(lambda request: Answer({}, 500)) as server:
        model = CompletionEndpoint(address_of(server, print), 4096)
        code = "def find(self, key: str) -> dict[str, int] | None:\n"
        assert len(code) / 4 < model.count(code) < len(code)
        assert model.count("é" * 100) > model.count("e" * 100)
        assert model.count("\ud800") >= 1
        assert not server.requests
