"""Nothing that takes long happens inside a transaction that writes: others wait behind it (reliability A12)."""

import ast
from pathlib import Path

import quizapp

PACKAGE = Path(quizapp.__file__).parent
SLOW = {
    *("render_template", "get_template", "render", "hash", "verify", "hashed", "is_right", "sleep", "run", "open"),
    *("read_text", "read_bytes", "write_text", "write_bytes", "check_apart", "compile_untrusted", "compile_any"),
}


def writing(tree: ast.AST) -> list[ast.With]:
    """The blocks of a file that hold a transaction that writes."""
    return [
        block
        for block in ast.walk(tree)
        if isinstance(block, ast.With)
        and any(
            isinstance(item.context_expr, ast.Call)
            and isinstance(item.context_expr.func, ast.Attribute)
            and item.context_expr.func.attr == "write"
            for item in block.items
        )
    ]


def slow(block: ast.With) -> set[str]:
    calls = [call.func for part in block.body for call in ast.walk(part) if isinstance(call, ast.Call)]
    names = {f.attr if isinstance(f, ast.Attribute) else getattr(f, "id", "") for f in calls}
    return names & SLOW


def test_no_transaction_that_writes_renders_hashes_reads_files_or_waits() -> None:
    found = {}
    blocks = 0
    for file in sorted(PACKAGE.rglob("*.py")):
        for block in writing(ast.parse(file.read_text(encoding="utf-8"))):
            blocks += 1
            if names := slow(block):
                found[f"{file.relative_to(PACKAGE)}:{block.lineno}"] = names
    assert blocks > 25
    assert found == {}


def test_no_page_opens_a_transaction_and_so_none_is_rendered_in_one() -> None:
    found = [file.name for file in (PACKAGE / "web").rglob("*.py") if writing(ast.parse(file.read_text("utf-8")))]
    assert found == []
