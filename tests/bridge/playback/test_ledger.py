"""The ledger of sounding notes."""

import threading

from bridge.playback.ledger import Ledger, NoteKey

KEY = NoteKey("out", 0, 60)


def test_an_older_notes_off_does_not_release_the_newer_note():
    ledger = Ledger()
    ledger.strike(KEY, 1, 0.0)
    assert ledger.strike(KEY, 2, 1.0)
    assert not ledger.release(KEY, 1)
    assert ledger.release(KEY, 2)


def test_what_sounds_too_long_is_found_by_age_even_after_a_restrike():
    ledger = Ledger()
    other = NoteKey("out", 1, 60)
    ledger.strike(KEY, 1, 0.0)
    ledger.strike(other, 2, 1.0)
    ledger.strike(KEY, 3, 2.0)
    assert ledger.oldest_since_s() == 1.0
    assert ledger.take_older_than(1.5, 2.5) == [other]
    assert ledger.take_all() == [KEY]
    assert len(ledger) == 0
    assert ledger.oldest_since_s() is None


def test_used_channels_are_remembered_after_release():
    ledger = Ledger()
    ledger.strike(KEY, 1, 0.0)
    ledger.release(KEY, 1)
    assert ledger.used_channels == [("out", 0)]


def test_another_thread_may_count_while_notes_come_and_go():
    ledger, ends = Ledger(), threading.Event()

    def play():
        while not ends.is_set():
            for pitch in range(64):
                ledger.strike(NoteKey("out", 0, pitch), pitch, 0.0)
            ledger.take_all()

    thread = threading.Thread(target=play)
    thread.start()
    try:
        assert all(0 <= ledger.n_sounding_at("out") <= 64 for _ in range(20_000))
    finally:
        ends.set()
        thread.join()
