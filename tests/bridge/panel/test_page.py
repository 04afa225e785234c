"""The page: how large its files are, that every text is there in both languages, that nothing comes from elsewhere."""

import json
import re
from importlib.resources import files

import pytest

from bridge.panel.pages import load_pages, security_policy
from bridge.panel.tables import tables
from bridge.settings.controls import CONTROLS, PART_FIELDS

PAGE = files("bridge.panel").joinpath("page")
TEXTS = json.loads(PAGE.joinpath("texts.json").read_text(encoding="utf-8"))
SCRIPTS = {each.name: each.read_text(encoding="utf-8") for each in PAGE.iterdir() if each.name.endswith(".js")}
MOST_BYTES = 300_000
MOST_LINES = 400


def test_the_page_is_small():
    assert sum(len(each.data) for each in load_pages().values()) <= MOST_BYTES
    assert max(len(text.splitlines()) for text in SCRIPTS.values()) <= MOST_LINES


def test_nothing_comes_from_elsewhere():
    allowed = {"http://www.w3.org/2000/svg"}
    for path, page in load_pages().items():
        found = set(re.findall(r"(?:https?|wss?)://[a-z0-9./-]+", page.data.decode()))
        assert found <= allowed, path
    html = load_pages()["/"].data.decode()
    assert not re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=", html)


def test_the_policy_lets_no_script_in_but_the_pages_own():
    policy = dict(part.strip().split(" ", 1) for part in security_policy("127.0.0.1:7780").split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["form-action"] == policy["base-uri"] == "'none'"


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_text_of_a_script_is_in_the_table(name):
    used = set(re.findall(r"""\bt\(\s*"([a-z0-9_.]+)"\s*[,)]""", SCRIPTS[name]))
    used |= {
        key
        for pair in re.findall(r"""\bt\([^()"]*\?\s*"([a-z0-9_.]+)"\s*:\s*"([a-z0-9_.]+)"\)""", SCRIPTS[name])
        for key in pair
    }
    assert used <= TEXTS.keys(), used - TEXTS.keys()


def test_every_text_of_the_html_is_in_the_table():
    html = PAGE.joinpath("index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'data-[tlp]="([^"]+)"', html)) <= TEXTS.keys()


def test_every_text_is_there_in_both_languages_with_the_same_places():
    for key, texts in TEXTS.items():
        assert len(texts) == 2, key
        assert all(texts), key
        english, chinese = (sorted(re.findall(r"\{(\w+)\}", text)) for text in texts)
        assert english == chinese, key


def test_the_tables_names_have_texts():
    made = tables()
    wanted = {f"control.{each.name}" for each in CONTROLS} | {f"doc.{each.name}" for each in CONTROLS}
    wanted |= {f"field.{each.name}" for each in PART_FIELDS if each.name != "on"}
    for kind, names in (
        ("part", "parts"),
        ("style", "styles"),
        ("lane", "lanes"),
        ("mode", "modes"),
        ("quantum", "quanta"),
        ("clock", "clocks"),
        ("section", "sections"),
    ):
        wanted |= {f"{kind}.{name}" for name in made[names]}
    assert wanted <= TEXTS.keys(), wanted - TEXTS.keys()


def test_the_tables_are_plain_json():
    assert json.loads(json.dumps(tables(), allow_nan=False)) == tables()
