import typer

from tasks.model import load_tasks

app = typer.Typer(help="Tasks.")
sub = typer.Typer()
app.add_typer(sub, name="list")


@app.callback()
def common(context: typer.Context, verbose: bool = False):
    """All commands."""
    context.obj = load_tasks()
    if verbose:
        typer.echo("loaded %d" % len(context.obj.tasks))


@app.command()
def add(context: typer.Context, title: str, priority: int = typer.Option(1, help="How urgent.")):
    """Add a task."""
    task = context.obj.add(title, priority)
    typer.echo(str(task))
    return task


@app.command()
def show(context: typer.Context, title, upper=False, width=typer.Option("10")):
    """Show a task."""
    task = context.obj.find(title)
    if task is None:
        raise typer.Exit(3)
    text = str(task)[: int(width)]
    typer.echo(text.upper() if upper else text)


@sub.command("all")
def list_all(context: typer.Context, most=5, done: bool = typer.Option(False, "--done/--open")):
    for task in context.obj.tasks[: int(most)]:
        if task.done == done:
            typer.echo(str(task))


def even(value):
    if int(value) % 2:
        raise typer.BadParameter("odd")
    return value


@app.command(name="count")
def count_tasks(context: typer.Context, times: int = typer.Argument(2, callback=even)):
    typer.echo(len(context.obj.tasks) * times)
