"""Patches for Max and devices for Live: the files byte by byte, their scripts under Node, the real player behind."""

import json
import os
import re
import shutil
import struct
import subprocess
from xml.etree import ElementTree

import pytest

from bridge.api.osc_api import BY_ADDRESS
from bridge.hosts.patches.bundle import bundle
from bridge.hosts.patches.max_code import CODE, scripts
from bridge.hosts.patches.write import ROOT, files
from bridge.osc.arguments import read
from bridge.settings.controls import CONTROLS
from model.music.config import PARTS

PICTURES = {
    "max_patches/sideman.maxpat": "docs/hosts/sideman-maxpat.svg",
    "max_patches/Sideman.amxd": "docs/hosts/sideman-device.svg",
    "max_patches/Sideman Clip.amxd": "docs/hosts/sideman-clip-device.svg",
}
DEVICES = {"Sideman.amxd": "sideman_device.js", "Sideman Clip.amxd": "sideman_clip_device.js"}
MAX_HEIGHT = 169


def read_amxd(data):
    """The format's description, field by field: {name: content} in the order of the directory."""
    assert data[:4] == b"ampf"
    assert struct.unpack("<I", data[4:8]) == (4,)
    assert data[8:12] == b"mmmm"
    assert data[12:16] == b"meta"
    assert struct.unpack("<II", data[16:24]) == (4, 7)
    assert data[24:28] == b"ptch"
    block = data[32:]
    assert struct.unpack("<I", data[28:32]) == (len(block),)
    assert block[:4] == b"mx@c"
    head_bytes, directory_at = struct.unpack(">IQ", block[4:16])
    assert head_bytes == 16
    directory = block[directory_at:]
    assert directory[:4] == b"dlst"
    assert struct.unpack(">I", directory[4:8]) == (len(directory),)
    found, at = {}, 8
    while at < len(directory):
        assert directory[at : at + 4] == b"dire"
        (size,) = struct.unpack(">I", directory[at + 4 : at + 8])
        fields, inner = {}, at + 8
        while inner < at + size:
            tag, (length,) = directory[inner : inner + 4], struct.unpack(">I", directory[inner + 4 : inner + 8])
            assert length % 4 == 0
            fields[tag.decode()] = directory[inner + 8 : inner + length]
            inner += length
        assert list(fields) == ["type", "fnam", "sz32", "of32", "vers", "flag", "mdat"]
        assert inner == at + size
        start, length = (int.from_bytes(fields[name], "big") for name in ("of32", "sz32"))
        found[fields["fnam"].rstrip(b"\0").decode()] = block[start : start + length]
        at += size
    assert sum(map(len, found.values())) == directory_at - 16
    return found


def with_inner(name, patcher):
    """(name, patcher) of it and, in turn, of those inside its boxes."""
    yield name, patcher
    for each in patcher["boxes"]:
        if "patcher" in each["box"]:
            yield from with_inner(f"{name} {each['box']['text']}", each["box"]["patcher"])


def every_patcher():
    """As patchers(), with those inside others."""
    return [found for name, patcher in patchers() for found in with_inner(name, patcher)]


def patchers():
    """(file, patcher) of everything that is written for Max."""
    for name, data in files().items():
        if name.endswith(".maxpat"):
            yield name, json.loads(data)["patcher"]
        elif name.endswith(".amxd"):
            yield name, json.loads(next(iter(read_amxd(data).values())))["patcher"]


@pytest.mark.parametrize("name", [name for name in files() if name.startswith(("max_patches/", "docs/hosts/"))])
def test_the_committed_files_are_what_the_build_writes(name):
    assert (ROOT / name).read_bytes() == files()[name], f"{name} is old; write it anew with: make patches"


@pytest.mark.parametrize(("name", "script"), DEVICES.items())
def test_a_device_carries_its_script(name, script):
    inside = read_amxd((ROOT / "max_patches" / name).read_bytes())
    assert list(inside) == [name, script]
    assert inside[script].decode() == scripts()[script]
    patcher = json.loads(inside[name])["patcher"]
    assert patcher["project"]["amxdtype"] == int.from_bytes(b"mmmm", "big")
    assert patcher["openinpresentation"] == 1
    shown = [each["box"]["presentation_rect"] for each in patcher["boxes"] if each["box"].get("presentation")]
    assert len(shown) > 5
    assert all(y + height <= MAX_HEIGHT and x + width <= patcher["devicewidth"] for x, y, width, height in shown)


@pytest.mark.parametrize(("name", "patcher"), every_patcher(), ids=lambda each: each if isinstance(each, str) else "")
def test_a_patchers_cables_lead_from_outlets_to_inlets(name, patcher):  # noqa: ARG001
    boxes = {each["box"]["id"]: each["box"] for each in patcher["boxes"]}
    for line in patcher["lines"]:
        (source, outlet), (destination, inlet) = line["patchline"]["source"], line["patchline"]["destination"]
        assert 0 <= outlet < boxes[source]["numoutlets"], boxes[source]
        assert 0 <= inlet < boxes[destination]["numinlets"], boxes[destination]
    names = [box["varname"] for box in boxes.values() if "varname" in box]
    assert len(names) == len(set(names))


def covering(rectangles):
    """Pairs of which one covers the other."""
    boxes = [(x, y, x + width, y + height) for x, y, width, height in rectangles]
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            if right > other[0] and other[2] > left and bottom > other[1] and other[3] > top:
                yield boxes[number], other


@pytest.mark.parametrize("name", DEVICES)
def test_nothing_on_a_device_covers_anything_else(name):
    patcher = dict(patchers())[f"max_patches/{name}"]
    shown = [each["box"]["presentation_rect"] for each in patcher["boxes"] if each["box"].get("presentation")]
    assert not list(covering(shown))


@pytest.mark.parametrize(("name", "patcher"), every_patcher(), ids=lambda each: each if isinstance(each, str) else "")
def test_no_box_covers_another_or_leaves_the_window(name, patcher):  # noqa: ARG001
    rectangles = [each["box"]["patching_rect"] for each in patcher["boxes"]]
    width, height = patcher["rect"][2:]
    assert not list(covering(rectangles))
    assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in rectangles)


@pytest.mark.parametrize(("name", "patcher"), every_patcher(), ids=lambda each: each if isinstance(each, str) else "")
def test_a_sub_patchers_inlets_and_outlets_are_its_boxs(name, patcher):  # noqa: ARG001
    for box in (each["box"] for each in patcher["boxes"] if "patcher" in each["box"]):
        inside = [each["box"] for each in box["patcher"]["boxes"]]
        for kind, n_wanted in (("inlet", box["numinlets"]), ("outlet", box["numoutlets"])):
            found = sorted((each["patching_rect"][0], each["index"]) for each in inside if each["maxclass"] == kind)
            assert [index for _, index in found] == list(range(1, n_wanted + 1))


def next_texts(patcher, box):
    """Texts of the boxes that a box's cables lead to."""
    boxes = {each["box"]["id"]: each["box"] for each in patcher["boxes"]}
    lines = [line["patchline"] for line in patcher["lines"]]
    return [boxes[line["destination"][0]].get("text") for line in lines if line["source"][0] == box["id"]]


def test_what_a_set_restores_as_it_loads_turns_nothing_that_the_words_have():
    patcher = dict(patchers())["max_patches/Sideman.amxd"]
    texts = {each["box"]["text"]: each["box"] for each in patcher["boxes"] if "text" in each["box"]}
    for control in CONTROLS:
        told = next_texts(patcher, texts[f"prepend knob {control.name}"])
        assert told == ["s ---by-hand" if control.default is None else "s ---script"], control.name
    assert next_texts(patcher, texts["prepend style"]) == ["s ---by-hand"]
    assert next_texts(patcher, texts["r ---by-hand"]) == ["gate 1 0"]
    assert next_texts(patcher, texts["gate 1 0"]) == ["s ---script"]


@pytest.mark.parametrize("name", DEVICES)
def test_a_button_bangs_what_it_says(name):
    patcher = dict(patchers())[f"max_patches/{name}"]
    buttons = [each["box"] for each in patcher["boxes"] if each["box"]["maxclass"] == "live.text"]
    assert len(buttons) >= 4
    assert all(next_texts(patcher, button) in (["t b"], ["t b b"]) for button in buttons)


def test_a_clip_is_generated_from_the_words_that_are_written_even_without_a_return():
    patcher = dict(patchers())["max_patches/Sideman Clip.amxd"]
    for box in (each["box"] for each in patcher["boxes"] if each["box"].get("text") == "t b b"):
        assert set(next_texts(patcher, box)) <= {"generate", "extend", "s ---words"}
    receiver = next(each["box"] for each in patcher["boxes"] if each["box"].get("text") == "r ---words")
    edit = next(each["box"] for each in patcher["boxes"] if each["box"]["maxclass"] == "textedit")
    assert next_texts(patcher, receiver) == [edit["text"]]


def test_the_pictures_show_every_word_of_the_page_and_the_devices():
    for name, patcher in patchers():
        picture = PICTURES.get(name)
        if picture is None:
            continue
        drawn = ElementTree.fromstring(files()[picture])
        said = " ".join(each.text or "" for each in drawn.iter("{http://www.w3.org/2000/svg}text"))
        for box in (each["box"] for each in patcher["boxes"]):
            if name.endswith(".maxpat") or box.get("presentation"):
                assert box.get("text", "") in said
                shown = box.get("saved_attribute_attributes", {}).get("valueof", {})
                assert box["maxclass"] != "live.dial" or shown["parameter_shortname"] in said


def test_every_control_is_an_automatable_parameter_and_every_part_can_be_chosen():
    patcher = dict(patchers())["max_patches/Sideman.amxd"]
    saved = {each["box"].get("varname"): each["box"] for each in patcher["boxes"]}
    for control in CONTROLS:
        values = saved[control.name]["saved_attribute_attributes"]["valueof"]
        assert (values["parameter_mmin"], values["parameter_mmax"]) == (control.low, control.high)
        assert saved[control.name]["parameter_enable"] == 1
    assert saved["part"]["saved_attribute_attributes"]["valueof"]["parameter_enum"] == ["all", *PARTS]


def texts_of(patcher):
    """(class, text) of every box, those in sub-patchers too; of a message with commas each part."""
    for _, each in with_inner("", patcher):
        for box in (found["box"] for found in each["boxes"]):
            yield from ((box["maxclass"], text) for text in box.get("text", "").split(", "))


def requests_of(patcher):
    """Requests that boxes make, as (address, arguments)."""
    for kind, text in texts_of(patcher):
        words = text.split()
        if kind == "message" and words and f"/sideman/{words[0]}" in BY_ADDRESS:
            yield words[0], words[1:]
        elif text.startswith(("prepend set ", "prepend part ")) and len(words) > 2:
            yield words[1], [*words[2:], "1"]
        elif text.startswith("request "):
            yield words[1], [*words[2:], *(["2"] if words[1] == "hold" else [])]


@pytest.mark.parametrize(("name", "patcher"), list(patchers()), ids=lambda each: each if isinstance(each, str) else "")
def test_every_request_of_a_patch_is_understood(name, patcher):
    made = list(requests_of(patcher)) if "Clip" not in name else []  # whose messages go to its script
    for word, rest in made:
        if any(each.startswith("$") for each in rest):
            rest = ["20", "jazz", "0.7", "latin", "0.3"]
        read(f"/sideman/{word}", BY_ADDRESS[f"/sideman/{word}"].signature, [_atom(each) for each in rest])
    assert made or "remote" in name or "Clip" in name


def _atom(word):
    try:
        return float(word) if "." in word else int(word)
    except ValueError:
        return word


def test_every_address_in_the_scripts_is_in_the_table():
    told = set(BY_ADDRESS) | {"/sideman/clip/"}
    from bridge.api.osc_api import EVENTS, TABLE

    answers = {word for handler in TABLE for word in handler.answer_addresses}
    events = {message.split()[0] for _, message, _ in EVENTS}
    for path in (*CODE.glob("*.js"), *(CODE / "mains").glob("*.js")):
        for address in re.findall(r'"(/sideman/[a-z/]*[a-z/])"', path.read_text()):
            assert address in told | answers | events | {"/sideman/error", "/sideman/"}, (path.name, address)


def test_a_bundle_holds_what_is_required_and_what_that_requires():
    text = bundle('require("./b.js");', {"a.js": "exports.a = 1;\n", "b.js": 'require("./a.js");\n', "c.js": "no\n"})
    assert text.index('modules["./a.js"] = {}') < text.index('modules["./b.js"] = {}')
    assert "no\n" not in text
    with pytest.raises(ValueError, match="requires itself"):
        bundle('require("./a.js");', {"a.js": 'require("./a.js");\n'})


@pytest.mark.node
@pytest.mark.parametrize("suite", ["modules", "alone", "live_set"])
def test_under_node(start_daemon, tmp_path, suite):
    if shutil.which("node") is None:
        pytest.skip("not installed: node")
    for name, text in scripts().items():
        (tmp_path / name).write_text(text)
    port = 0
    if suite == "live_set":
        port = start_daemon("--midi-port", "none", "--set", "midi.own_input=false").port
    done = subprocess.run(
        ["node", "--test", "--test-reporter=spec", str(ROOT / "tests" / "max" / f"{suite}.test.js")],
        capture_output=True, text=True, timeout=250,
        env={**os.environ, "SIDEMAN_BUNDLES": str(tmp_path), "SIDEMAN_PORT": str(port)},
    )  # fmt: skip
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "path", ["max_patches/code/clip_maker.js", "reaper_scripts/sideman.lua", "live_extension/src/parts.mjs"]
)
def test_the_scripts_know_the_same_parts_as_the_player(path):
    text = (ROOT / path).read_text()
    found = re.search(r"PARTS = [\[{](.*?)[\]}]", text, re.DOTALL)
    assert re.findall(r'"([a-z]+)"', found[1]) == list(PARTS)
