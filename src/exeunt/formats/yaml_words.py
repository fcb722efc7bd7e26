"""What a YAML parser complains of, in words for people who write plans."""

from __future__ import annotations


_SAID = {
    "mapping values are not allowed": (
        "there is a ': ' too many on this line. Put the text in quotes, or begin "
        "a new line."
    ),
    "cannot start any token": (
        "a tab, or one of @ ` %, stands where a value begins. Indent with spaces, "
        "and put such text in quotes."
    ),
    "unexpected end of stream": ("a quote is opened and never closed. Close it."),
    "',' or ']'": (
        "a list in [ ] is never closed, or a comma is missing. Add the ']' or ','."
    ),
    "',' or '}'": (
        "a mapping in { } is never closed, or a comma is missing. Add the '}' or ','."
    ),
    "'-' indicator": (
        "the list ends here, at a line without '- '. Indent the line under its "
        "item, or begin it with '- '."
    ),
    "expected key": (
        "this line stands further in or out than the lines around it. Indent it "
        "as they are."
    ),
    "<block end>": (
        "this line stands further in or out than the lines around it. Indent it "
        "as they are."
    ),
    "could not find expected ':'": (
        "the ':' after a key is missing. Add it, with a space after it."
    ),
    "unknown escape character": (
        "a backslash in double quotes means something else. Use single quotes."
    ),
    "<document start>": ("something stands after the end of the document. Delete it."),
}


def said_plainly(problem: str, *, begun: int) -> str:
    """
    Say a parser's *problem* as a sentence and what to do.

    *begun* is the line on which the part that is wrong began, 0 for the same line.
    """
    unknown = f"this is not YAML ({problem or 'unreadable'}). Mend the line."
    words = next((text for sign, text in _SAID.items() if sign in problem), unknown)
    return f"{words} It began on line {begun}." if begun else words
