"""How people describe a style without its name: the sound, the players, the place, the clothes, the story.

Sentences of `tables/style_phrases.csv`, for `model.training.prompt_classifier`. None of them may stand in the table of
prompts that measures the result (tests/model/text/prompts.csv); a test looks after that.
"""

from __future__ import annotations

from model.text.tables import read_table

_TABLE = read_table("style_phrases", ("style", "phrase"))
_NONE = "none"  # what names no style: requests, gibberish, other topics

STYLE_PHRASES: dict[str, tuple[str, ...]] = {
    style: tuple(row["phrase"] for row in _TABLE if row["style"] == style)
    for style in dict.fromkeys(row["style"] for row in _TABLE)
    if style != _NONE
}
NO_STYLE = tuple(row["phrase"] for row in _TABLE if row["style"] == _NONE)
