"""Templates, routes and statements compiled once a process of tests.

Every test makes an application and a database of its own, and compiling was half of the time of a test of a page,
and a third of that of a test of a service.
"""

from collections.abc import Callable
from hashlib import sha256
from types import CodeType
from typing import Any

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy.engine import Compiled, Dialect
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]
_builders: dict[str, Builder] = {}


class CompiledOnce(BytecodeCache):
    """Keeps what Jinja compiled, by the text that it compiled: with the prefix written in, and of this environment."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        read = environment.preprocess(source, name, filename)
        options = (type(environment), environment.trim_blocks, environment.lstrip_blocks, environment.is_async, read)
        bucket = Bucket(environment, f"{name}\n{filename}", sha256(repr(options).encode()).hexdigest())
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._codes[bucket.key, bucket.checksum] = bucket.code


class RuleCompiledOnce(Rule):
    """A route whose address is built by code that was compiled for the same route before.

    That code knows no rule but the one that it is bound to, so that it serves each that says the same.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        what = repr((self._trace, self.defaults, append_unknown))
        if what not in _builders:
            _builders[what] = super()._compile_builder(append_unknown)
        return _builders[what]


class StatementsCompiledOnce:
    """Keeps what SQLAlchemy compiled, for all engines of one make: its own cache goes with the engine.

    An engine's `_compiled_cache`, whatever is set there.
    """

    def __init__(self) -> None:
        self._compiled: dict[Any, Compiled] = {}

    def __get__(self, _engine: object, _kind: type) -> "StatementsCompiledOnce":
        return self

    def __set__(self, _engine: object, _value: object) -> None: ...

    def get(self, key: tuple[Any, ...]) -> Compiled | None:
        return self._compiled.get(self._of_any_engine(key))

    def __setitem__(self, key: tuple[Any, ...], compiled: Compiled) -> None:
        self._compiled[self._of_any_engine(key)] = compiled

    def clear(self) -> None:
        self._compiled.clear()

    @staticmethod
    def _of_any_engine(key: tuple[Any, ...]) -> tuple[Any, ...]:
        dialect: Dialect = key[0]
        return (type(dialect), dialect.paramstyle, dialect.server_version_info, *key[1:])
