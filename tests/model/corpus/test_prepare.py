"""Trees of MIDI files become one packed corpus, whatever is broken or odd among them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mido
import numpy as np
import pytest

pytest.importorskip("symusic")

from model.corpus.corpus import PART, PITCH, POSITION, Corpus
from model.corpus.prepare import local_pool, report_path
from model.corpus.prepare import prepare as run_prepare
from model.corpus.reading_midi import UnusableFileError, read_piece
from model.corpus.sources import GENERATED_WEIGHT, Source, find_all_sources, find_sources
from model.music.chord_symbols import chord_name
from model.music.config import BAR, METRES, PARTS, STYLES

Writer = Callable[..., None]


def source(path: Path) -> Source:
    return Source(path, "pop", "train", "song", "MIT", 1.0)


def prepare(sources: list[Source], out: Path, *, n_processes: int = 1, **options: Any) -> tuple[Corpus, list[str]]:
    """Prepare here; the corpus and a line for each file left out."""
    joined = run_prepare(sources, out, run=local_pool(n_processes), **options)
    return Corpus.load(out), joined.left_out


def root(chord: int) -> str:
    """Name of a chord's triad; the wandering flute adds sevenths."""
    return chord_name(chord).removesuffix("maj7").removesuffix("7")


def roots_of_bars(corpus: Corpus, piece: int) -> list[str]:
    return [root(c) for c in corpus.chords[corpus.bar_starts[piece] : corpus.bar_starts[piece + 1], 0]]


def test_broken_and_empty_files_are_named_and_left_out(song_tree: Path, tmp_path: Path) -> None:
    seen: list[int] = []
    sources = find_sources(song_tree, song_tree / "index.csv")
    corpus, left_out = prepare(sources, tmp_path / "c.npz", n_processes=1, on_progress=seen.append)
    assert len(corpus.names) == 6
    assert len(left_out) == 2
    assert any("broken.mid" in line for line in left_out)
    assert any("empty.mid" in line for line in left_out)
    assert seen == [0, 8], "all lie in one shard"
    report = json.loads(report_path(tmp_path / "c.npz").read_text(encoding="utf-8"))
    assert report["left_out"] == left_out
    assert report["used"] == [{"origin": "unknown", "kind": "song", "licence": "MIT", "files": 6}]


def test_where_nothing_is_usable_it_says_why(song_tree: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"not one of the files could be used: .*broken\.mid"):
        prepare([source(song_tree / "pop" / "broken.mid")], tmp_path / "c.npz", n_processes=1)
    assert not (tmp_path / "c.npz").exists()


def test_the_number_of_processes_changes_nothing(corpus: Corpus, song_tree: Path, tmp_path: Path) -> None:
    other, _ = prepare(find_sources(song_tree, song_tree / "index.csv"), tmp_path / "c.npz", n_processes=2)
    for name, column in vars(corpus).items():
        np.testing.assert_array_equal(getattr(other, name), column, err_msg=name)


def test_a_saved_corpus_loads_equal(corpus: Corpus, tmp_path: Path) -> None:
    corpus.save(tmp_path / "new" / "c.npz")
    again = Corpus.load(tmp_path / "new" / "c.npz")
    for name, column in vars(corpus).items():
        np.testing.assert_array_equal(getattr(again, name), column, err_msg=name)
        assert getattr(again, name).dtype == column.dtype


@pytest.mark.parametrize("columns", [{"x": np.zeros(3)}, {"version": np.array(99)}])
def test_a_foreign_file_is_refused_in_a_sentence(tmp_path: Path, columns: dict[str, np.ndarray]) -> None:
    np.savez(tmp_path / "foreign.npz", **columns)
    with pytest.raises(ValueError, match=r"foreign\.npz was not written by this version's `sideman prepare`"):
        Corpus.load(tmp_path / "foreign.npz")


def test_d_major_songs_end_in_the_common_tonic(corpus: Corpus) -> None:
    for piece in range(6):
        assert corpus.mode[piece] == 0
        found = list(zip(roots_of_bars(corpus, piece), ["C", "Am", "F", "G"] * 3, strict=True))
        assert sum(name == meant for name, meant in found) >= 11, "the flute may mislead once"
    bass = corpus.events[corpus.events[:, PART] == PARTS.index("bass")]
    assert set((bass[:, PITCH] % 12).tolist()) == {0, 9, 5, 7}


def test_events_stand_in_order_inside_their_bars(corpus: Corpus) -> None:
    events = corpus.events.astype(int)
    bar = np.cumsum(events[:, PART] == BAR) - 1
    notes = events[:, PART] != BAR
    assert (events[notes, POSITION] < corpus.bar_ticks[bar[notes]]).all()
    keys = (bar * 193 + events[:, POSITION]) * 32 + np.where(notes, events[:, PART], -1)
    keys = keys * 256 + events[:, PITCH]
    assert (np.diff(keys) > 0).all()
    assert len(events) == corpus.event_starts[-1]
    assert (events[corpus.event_starts[:-1], PART] == BAR).all()


def test_only_files_whose_licence_is_clear_are_kept(tmp_path: Path) -> None:
    licences = ["MIT", "MIT (repository); songs unclear", "CC BY-NC-SA 4.0", "public domain (Hymnal)", "", "unknown"]
    rows = ["path,style,licence,title,split,kind"]
    rows += [f"{n}.mid,pop,{licence},{n},train,song" for n, licence in enumerate(licences)]
    index = tmp_path / "index.csv"
    index.write_text("\n".join(rows), encoding="utf-8")
    kept = find_sources(tmp_path, index, only_clear=True)
    assert [s.licence for s in kept] == ["MIT", "public domain (Hymnal)"]
    assert find_all_sources([(tmp_path, index)], only_clear=True) == kept


def test_only_files_with_a_wanted_licence_are_kept(song_tree: Path) -> None:
    index = song_tree / "index.csv"
    assert len(find_sources(song_tree, index)) == 8
    kept = find_sources(song_tree, index, licence_words=("mit", "public domain"))
    assert len(kept) == 6
    assert {s.licence for s in kept} == {"MIT"}
    with pytest.raises(ValueError, match="no MIDI files to prepare below"):
        find_sources(song_tree, index, licence_words=("GPL",))


def test_versions_of_a_title_weigh_less_and_generated_ones_less_still(tmp_path: Path) -> None:
    rows = ["path,style,licence,title,split,kind"]
    rows += [f"{n}.mid,pop,MIT,Same,train,song" for n in range(4)] + ["m.mid,pop,MIT,Other,valid,mma"]
    (tmp_path / "index.csv").write_text("\n".join(rows), encoding="utf-8")
    sources = find_sources(tmp_path, tmp_path / "index.csv")
    assert [s.weight for s in sources] == [0.5] * 4 + [GENERATED_WEIGHT]
    assert [s.split for s in sources] == ["train"] * 4 + ["valid"]


def test_folders_label_files_without_an_index(song_tree: Path) -> None:
    sources = find_sources(song_tree, None)
    assert {s.path.parent.name for s in sources} == {"pop", "jazz"}
    assert all(s.style == s.path.parent.name for s in sources)
    assert sources == find_sources(song_tree, None)
    inside = find_sources(song_tree / "jazz", None)
    assert {s.style for s in inside} == {"jazz"}, "the tree's own name counts"


def test_a_tree_like_lakhs_without_styles_works(song_tree: Path, tmp_path: Path) -> None:
    tree = tmp_path / "rock" / "lmd_full"  # what lies above the tree says nothing of its music
    songs = sorted(song_tree.glob("*/song*.mid"))
    names = [f"{n:x}{'0123456789abcdef' * 2}"[:32] for n in (0x1B, 0xA0, 0xF2)]
    for song, name in zip(songs, names, strict=False):
        (tree / name[0]).mkdir(parents=True)
        shutil.copyfile(song, tree / name[0] / f"{name}.mid")
    sources = find_sources(tree, None)
    assert [s.style for s in sources] == [""] * 3
    corpus, left_out = prepare(sources, tmp_path / "lakh.npz", n_processes=1)
    assert left_out == []
    assert corpus.style.tolist() == [-1] * 3
    assert corpus.names.tolist() == [f"{name[0]}/{name}.mid" for name in names]


def test_about_one_file_in_twenty_validates_and_stays_there(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number:032x}.mid").touch()
    sources = find_sources(tmp_path, None)
    assert 5 < sum(s.split == "valid" for s in sources) < 45
    for s in sources[:300]:
        s.path.unlink()
    assert find_sources(tmp_path, None) == sources[300:]


def test_a_tune_stored_twice_counts_once(song_tree: Path, tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    for name in ("one.mid", "two.mid"):
        shutil.copyfile(song_tree / "pop" / "song0.mid", tmp_path / "tree" / name)
    corpus, left_out = prepare(find_sources(tmp_path / "tree", None), tmp_path / "c.npz", n_processes=1)
    assert corpus.names.tolist() == ["tree/one.mid"]
    assert left_out == ["tree/two.mid: nearly the same as tree/one.mid"]


def with_metres(path: Path, changes: list[tuple[int, int, int]]) -> Path:
    """Rewrite a file's time signatures; changes are (tick at 24 a quarter, numerator, denominator)."""
    file = mido.MidiFile(path)
    track, now = mido.MidiTrack(), 0
    for tick, numerator, denominator in changes:
        step = tick * 20 - now
        track.append(mido.MetaMessage("time_signature", numerator=numerator, denominator=denominator, time=step))
        now = tick * 20
    file.tracks[0] = track
    file.save(path)
    return path


@pytest.mark.parametrize(
    ("written", "bar_ticks"),
    [((1, 4), 96), ((20, 4), 96), ((9, 2), 96), ((4, 32), 96), ((7, 8), 84), ((15, 8), 180), ((3, 16), 18)],
)
def test_odd_metres_survive(song_writer: Writer, tmp_path: Path, written: tuple[int, int], bar_ticks: int) -> None:
    song_writer(tmp_path / "song.mid", seed=1)
    piece = read_piece(source(with_metres(tmp_path / "song.mid", [(0, *written)])))
    assert set(piece.bar_ticks.tolist()) == {bar_ticks}
    assert len(piece.bar_ticks) == len(piece.chords) == -(-12 * 96 // bar_ticks)
    listed = METRES.index(written) if written in METRES else 0
    assert set(piece.metres.tolist()) == {listed}
    assert (piece.events[:, POSITION] < bar_ticks).all()


def test_a_metre_that_changes_inside_a_bar_cuts_it(song_writer: Writer, tmp_path: Path) -> None:
    song_writer(tmp_path / "song.mid", seed=1)
    plain = read_piece(source(tmp_path / "song.mid"))
    # One beat of 4/4, then 3/4 that begins there; the first bar ends before its second half.
    piece = read_piece(source(with_metres(tmp_path / "song.mid", [(0, 4, 4), (24, 3, 4)])))
    assert piece.bar_ticks.tolist()[:3] == [96, 72, 72]
    assert (piece.events[:, PART] != BAR).sum() == (plain.events[:, PART] != BAR).sum()
    first = piece.events[1 : int(np.flatnonzero(piece.events[:, PART] == BAR)[1])]
    assert first[:, POSITION].max() < 24
    assert [root(bar[0]) for bar in piece.chords[:3]] == ["C", "C", "Am"]


def test_silent_bars_before_the_first_note_are_left_out(song_writer: Writer, tmp_path: Path) -> None:
    song_writer(tmp_path / "song.mid", seed=2)
    before = read_piece(source(tmp_path / "song.mid"))
    file = mido.MidiFile(tmp_path / "song.mid")
    for track in file.tracks[1:]:
        first = next(m for m in track if m.type == "note_on")
        first.time += 5 * 480 * 4
    file.save(tmp_path / "song.mid")
    np.testing.assert_array_equal(read_piece(source(tmp_path / "song.mid")).events, before.events)


def test_tempo_is_what_holds_for_most_of_the_piece(song_writer: Writer, tmp_path: Path) -> None:
    song_writer(tmp_path / "song.mid", seed=3)
    assert read_piece(source(tmp_path / "song.mid")).tempo_bpm == pytest.approx(115, abs=0.01)


def test_a_file_with_too_few_notes_is_unusable(song_writer: Writer, tmp_path: Path) -> None:
    song_writer(tmp_path / "short.mid", seed=1, n_bars=0)
    with pytest.raises(UnusableFileError, match=r"short\.mid: only 0 notes"):
        read_piece(source(tmp_path / "short.mid"))


def test_real_files_can_be_prepared(real_files: list[Path], tmp_path: Path) -> None:
    sources = find_sources(real_files[0].parents[1], None)
    corpus, left_out = prepare(sources, tmp_path / "real.npz", n_processes=1)
    assert len(corpus.names) + len(left_out) == len(real_files)
    assert len(left_out) <= 2
    assert len({STYLES[s] for s in corpus.style}) > 15
    assert set(corpus.mode.tolist()) <= {0, 1, 2}
    assert corpus.metres.max() < len(METRES)
