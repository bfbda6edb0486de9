from discord.ext import commands

HISTORY = []


def dice(text):
    count, sides = text.split("d")
    return int(count), int(sides)


def shorten(text, size=10):
    return text if len(text) <= size else text[: size - 1] + "…"


@commands.command()
async def roll(ctx, text="1d6", times=1):
    """Roll dice."""
    for _ in range(times):
        HISTORY.append(dice(text))
    await ctx.send(str(HISTORY))


@commands.command(name="ban")
@commands.has_permissions(ban_members=True)
async def ban_member(ctx, name, *, reason=None):
    await ctx.send(shorten(f"{name}: {reason}", 40))


class Music(commands.Cog):
    def __init__(self, volume=5):
        self.volume = volume
        self.queue = []

    @commands.command()
    async def play(self, ctx, title, count=1):
        self.queue.extend([title] * count)
        await ctx.send(self.describe(", "))

    def describe(self, separator):
        return separator.join(self.queue)


def every_command():
    return [roll, ban_member, *Music().get_commands()]
