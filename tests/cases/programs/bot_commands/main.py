import bot
from discord.ext import commands

for command in sorted(bot.every_command(), key=lambda command: command.name):
    print(command.name, command.signature, {name: str(each.converter) for name, each in command.clean_params.items()})
print(bot.dice("2d6"), bot.shorten("a long text", 6), bot.Music.__cog_name__)
try:
    commands.Command(bot.dice)
except TypeError as error:
    print(error)
