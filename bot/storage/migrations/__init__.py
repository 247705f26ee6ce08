"""How the tables came to be, step by step. They are carried out by `bot.storage.migrate` and nothing else."""
