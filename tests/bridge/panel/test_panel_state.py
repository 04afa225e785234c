"""What a page that opens is told."""

from bridge.osc.codec import OscMessage
from bridge.panel.panel_state import MAX_FILES, PanelState


def take(state, address, *values, at_s=0.0):
    return state.take(OscMessage(f"/sideman/{address}", values), at_s)


def test_the_last_of_each_kind_is_kept():
    state = PanelState()
    take(state, "control", "energy", 0.1)
    take(state, "control", "swing", 0.2)
    take(state, "control", "energy", 0.9)
    take(state, "mode", "play")
    take(state, "mode", "respond")
    take(state, "cue", "fill", "in bar 4")
    lines = state.snapshot()
    assert [line for line in lines if line[0] == "/sideman/control"] == [
        ["/sideman/control", "energy", 0.9],
        ["/sideman/control", "swing", 0.2],
    ]
    assert ["/sideman/mode", "respond"] in lines
    assert not [line for line in lines if line[0] == "/sideman/cue"]


def test_notes_that_are_planned_are_kept_and_cancelled():
    state = PanelState()
    for number in range(4):
        take(state, "note", number, "bass", 2, 40, 90, float(number), 0.5, 0.0)
    take(state, "note/cancel", 2.0)
    assert [line[1] for line in state.snapshot() if line[0] == "/sideman/note"] == [0, 1]
    take(state, "playing", 0)
    assert not [line for line in state.snapshot() if line[0] == "/sideman/note"]


def test_the_beat_is_told_with_the_moment_at_which_the_status_was_made():
    state = PanelState()
    take(state, "status", "playing", 1, "beat", 8.0, "tempo", 120.0, "uptime_s", 3.0, at_s=10.0)
    assert state.beat_line() == ["panel/beat", 8.0, 120.0, 1, 10_000.0]
    take(
        state, "status", "playing", 1, "beat", 10.0, "tempo", 120.0, "uptime_s", 4.0, at_s=11.5
    )  # came half a second late
    assert state.beat_line() == ["panel/beat", 10.0, 120.0, 1, 11_000.0]
    take(state, "playing", 0, at_s=12.0)
    assert state.snapshot()[-1][3] == 0


def test_a_bar_moves_the_beat_only_where_it_is_far_off():
    state = PanelState()
    take(state, "bar", 1, 0.0, 120.0, 4, 4, "C", "C", at_s=10.0)
    assert state.beat_line() == ["panel/beat", 0.0, 120.0, 1, 10_000.0]
    take(state, "bar", 2, 4.0, 120.0, 4, 4, "C", "C", at_s=12.1)
    assert state.beat_line() == ["panel/beat", 0.0, 120.0, 1, 10_000.0]
    take(state, "bar", 2, 4.0, 120.0, 4, 4, "C", "C", at_s=13.0)  # the song jumped back
    assert state.beat_line() == ["panel/beat", 4.0, 120.0, 1, 13_000.0]
    take(state, "bar", 3, 8.0, 90.0, 4, 4, "C", "C", at_s=15.0)
    assert state.beat_line() == ["panel/beat", 8.0, 90.0, 1, 15_000.0]


def test_pages_see_names_of_files_and_never_their_paths():
    state = PanelState()
    line = take(state, "takes/take", 2, 40, "/home/me/takes/a take 2.mid", "busier")
    assert line == ["/sideman/takes/take", 2, 40, "a take 2.mid", "busier"]
    assert str(state.files["a take 2.mid"]) == "/home/me/takes/a take 2.mid"
    assert take(state, "take", "/home/me/takes/now.mid") == ["/sideman/take", "now.mid"]
    assert take(state, "groove/learnt", "mine", "/home/me/mine.groove") == [
        "/sideman/groove/learnt",
        "mine",
        "mine.groove",
    ]
    assert "mine.groove" not in state.files
    assert "/home" not in str(state.snapshot())


def test_takes_that_were_replaced_are_forgotten():
    state = PanelState()
    for number in (1, 2, 3):
        take(state, "takes/take", number, 9, f"/t/{number}.mid", "")
    take(state, "takes/made", 1)
    assert [line[1] for line in state.snapshot() if line[0] == "/sideman/takes/take"] == [1]


def test_only_so_many_files_are_remembered():
    state = PanelState()
    for number in range(MAX_FILES + 5):
        take(state, "take", f"/t/{number}.mid")
    assert len(state.files) == MAX_FILES
    assert "0.mid" not in state.files


def test_what_is_odd_harms_nothing():
    state = PanelState()
    for address in ("note", "note/cancel", "bar", "status", "playing", "takes/made", "takes/take", "take", "control"):
        take(state, address)
        take(state, address, "x")
    state.snapshot()
