"""The page that lists the rules."""

from __future__ import annotations

from exeunt.review.eap import RULES
from exeunt.review.eap.rule import Rule


_HEAD = """\
# Rules of `exeunt check`

Written by `exeunt check --rules`; do not edit. Letters and numbers in brackets are the
requirements of doctrine that a rule is from. An **error** makes the command exit with 1;
a warning or a note does not. What cannot be read at all is a fault, exits with 2 and
has no number.
"""


def page() -> str:
    """Write the page in Markdown, from the rules themselves."""
    return "\n".join([_HEAD, *map(_section, RULES)])


def _section(rule: Rule) -> str:
    why = (rule.check.__doc__ or "").strip().removeprefix("Find ")
    return (
        f"## {rule.id} {rule.title}\n\n"
        f"*{rule.severity.value}*. Finds {why} {rule.mend} Source: {rule.source}.\n"
    )
