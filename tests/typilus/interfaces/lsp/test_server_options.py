from __future__ import annotations

from typilus.interfaces.lsp.server_options import ServerOptions
from typilus.options import NumberRange, option_specs


def test_a_default_is_allowed_and_help_is_a_sentence() -> None:
    for name, (default, spec) in option_specs(ServerOptions).items():
        assert len(spec.help.split()) > 2
        assert not spec.choices or default in spec.choices
        if isinstance(spec.parse, NumberRange):
            assert spec.parse(str(default)) == default, name
