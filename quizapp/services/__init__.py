"""What people can do, by who does it. Loads, asks the engine, commits, and returns model types.

May import: the standard library, model, content, engine, store, pwdlib.
"""
