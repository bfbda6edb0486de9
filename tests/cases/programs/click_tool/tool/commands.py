import functools

import click

from tool.config import load_config


def pass_config(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(click.get_current_context().obj, *args, **kwargs)

    return wrapper


class Pair(click.ParamType):
    name = "pair"

    def convert(self, value, param, ctx):
        if isinstance(value, tuple):
            return value
        key, equals, rest = value.partition("=")
        if not equals:
            self.fail("%s is no pair" % value, param, ctx)
        return key, rest


@click.group(chain=True)
@click.option("--config", default='{"a": {"b": 1}}')
@click.pass_context
def cli(context, config):
    """The tool."""
    context.obj = load_config(config)


@cli.command()
@click.argument("key")
@click.option("--default", "-d", type=int)
@pass_config
def get(config, key, default):
    """Print a value."""
    value = config.get(key, default)
    click.echo(repr(value))
    return value


@cli.command("set")
@click.argument("pairs", nargs=-1, type=Pair())
@click.option("--count", default=1, show_default=True)
@click.pass_obj
def set_values(config, pairs, count):
    merged = config.merged(load_config())
    for key, value in pairs:
        merged.values[key] = value * count
    click.echo(sorted(merged.values.items(), key=str))
    return merged


@cli.result_callback()
def finish(results, config):
    click.echo("done %d" % len(results))
    return results
