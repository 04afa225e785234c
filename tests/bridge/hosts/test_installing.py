"""Files for hosts: where they go, that they go away again, and that nothing else is touched."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bridge.cli import main  # noqa: F401 - the table of commands is read below
from bridge.commands.install_host import install_host
from bridge.core.errors import SetupError
from bridge.hosts.installing import LIST_NAME, install, list_name, remove
from bridge.hosts.locations import HOSTS, MADE, System, Wanted, files_for, folder_of

WANTED = [Wanted(Path("a/b/one.txt"), b"1"), Wanted(Path("a/two.txt"), b"2")]


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_installed_is_removed_without_a_trace(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "theirs.txt").write_text("theirs")
    before = tree(tmp_path)
    assert list(install(tmp_path, WANTED)) == [tmp_path / "a/b/one.txt", tmp_path / "a/two.txt"]
    assert tree(tmp_path)["a/b/one.txt"] == b"1"
    assert [was_removed for _, was_removed in remove(tmp_path)] == [True, True]
    assert tree(tmp_path) == before
    assert not (tmp_path / "a" / "b").exists()


def test_a_newer_version_replaces_ours(tmp_path):
    list(install(tmp_path, WANTED))
    list(install(tmp_path, [Wanted(Path("a/two.txt"), b"22")]))
    assert tree(tmp_path)["a/two.txt"] == b"22"
    list(remove(tmp_path))
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("place", ["a/two.txt", "a/b/one.txt"])
def test_a_file_that_is_not_ours_stops_everything(tmp_path, place):
    (tmp_path / place).parent.mkdir(parents=True)
    (tmp_path / place).write_text("theirs")
    before = tree(tmp_path)
    with pytest.raises(SetupError, match=r"not ours.*move it away"):
        list(install(tmp_path, WANTED))
    assert tree(tmp_path) == before


def test_a_file_of_ours_that_somebody_changed_is_theirs(tmp_path):
    list(install(tmp_path, WANTED))
    (tmp_path / "a/two.txt").write_text("mine now")
    with pytest.raises(SetupError, match="changed since"):
        list(install(tmp_path, [Wanted(Path("a/two.txt"), b"22")]))
    assert dict(remove(tmp_path)) == {tmp_path / "a/b/one.txt": True, tmp_path / "a/two.txt": False}
    assert tree(tmp_path) == {"a/two.txt": b"mine now"}


def test_a_damaged_list_is_one_sentence(tmp_path):
    (tmp_path / LIST_NAME).write_text("{")
    with pytest.raises(SetupError, match="cannot be read"):
        list(install(tmp_path, WANTED))


def test_plugdata_and_pd_have_a_page_each():
    names = {host: {each.place.name for each in files_for(host)} for host in ("pd", "plugdata")}
    assert names["pd"] == {"sideman.pd", "sideman.remote.pd"}
    assert names["plugdata"] == {"sideman.plugdata.pd", "sideman.remote.pd"}


PLACES = {
    ("max", "darwin"): "Documents/Max 9",
    ("max", "win32"): "Documents/Max 8",
    ("live", "darwin"): "Music/Ableton/User Library",
    ("live", "win32"): "Documents/Ableton/User Library",
    ("pd", "linux"): ".local/lib/pd/extra",
    ("pd", "darwin"): "Documents/Pd/externals",
    ("plugdata", "linux"): "Documents/plugdata",
    ("plugdata", "win32"): "Documents/plugdata",
    ("supercollider", "linux"): ".local/share/SuperCollider/Extensions",
    ("supercollider", "darwin"): "Library/Application Support/SuperCollider/Extensions",
    ("reaper", "linux"): ".config/REAPER",
    ("reaper", "darwin"): "Library/Application Support/REAPER",
    ("reaper", "win32"): "Roaming/REAPER",
}


@pytest.mark.parametrize(("host", "platform"), PLACES)
def test_each_system_has_its_place(tmp_path, host, platform):
    system = System(platform, tmp_path, {"APPDATA": str(tmp_path / "Roaming")})
    place = tmp_path / PLACES[host, platform]
    if host in MADE:  # it looks there, and does not make it itself
        assert folder_of(host, system) == place
    else:
        with pytest.raises(SetupError, match="--folder"):
            folder_of(host, system)
    place.mkdir(parents=True)
    assert folder_of(host, system) == place


@pytest.mark.parametrize("host", HOSTS)
def test_every_host_gets_files_and_loses_them(tmp_path, host):
    runner = CliRunner()
    told = runner.invoke(install_host, [host, "--folder", str(tmp_path)], catch_exceptions=False).output
    installed = tree(tmp_path)
    assert set(installed) == {str(each.place) for each in files_for(host)} | {list_name(host)}
    assert all(str(Path(name)) in told for name in installed if name != list_name(host))
    assert "removed" in runner.invoke(install_host, [host, "--remove", "--folder", str(tmp_path)]).output
    assert tree(tmp_path) == {}
    assert "nothing of ours" in runner.invoke(install_host, [host, "--remove", "--folder", str(tmp_path)]).output


def test_a_folder_that_a_fresh_host_never_made_is_made(tmp_path):
    assert list(install(tmp_path / "extra", files_for("pd"), "pd"))
    assert (tmp_path / "extra/sideman/sideman.pd").exists()


@pytest.mark.parametrize("by", ["", None])
def test_only_the_files_of_the_host_that_was_named_go(tmp_path, by):
    for host in ("pd", "reaper"):
        list(install(tmp_path, files_for(host), host if by is None else by))  # "": as earlier versions kept them
    list(remove(tmp_path, "pd", files_for("pd")))
    left = {str(each.place) for each in files_for("reaper")}
    assert left <= set(tree(tmp_path))
    assert not any(name.endswith(".pd") for name in tree(tmp_path))
    list(remove(tmp_path, "reaper", files_for("reaper")))
    assert tree(tmp_path) == {}


def test_reapers_scripts_are_told_where_the_command_is(tmp_path):
    list(install(tmp_path, files_for("reaper")))
    said = (tmp_path / "Scripts/Sideman/sideman_command.txt").read_text().strip()
    assert said == "sideman" or Path(said).exists()
    assert Path(sys.executable).parent == Path(said).parent or "sideman" in said


def test_an_installation_without_the_files_says_so(tmp_path):
    with pytest.raises(SetupError, match="install Sideman again"):
        files_for("pd", tmp_path)
