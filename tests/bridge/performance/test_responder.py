"""When the player has finished, and what was played."""

from bridge.performance.responder import PLAYERS_PART, Responder
from model.music.events import COMMON_TIME, Metre, Note


def responder_after(*keys, after_beats=1.0, max_bars=8):
    """Each key (pitch, on beat, off beat)."""
    responder = Responder(after_beats, max_bars)
    events = [(on, pitch, 90) for pitch, on, _ in keys] + [(off, pitch, 0) for pitch, _, off in keys if off is not None]
    for beat, pitch, velocity in sorted(events):
        responder.receive(pitch, velocity, beat)
    return responder


def test_silence_is_no_phrase():
    assert not Responder(1.0, 8).is_due(1000.0)


def test_a_phrase_is_over_when_it_has_been_quiet_long_enough():
    responder = responder_after((60, 1.0, 1.5), (62, 2.0, 2.5))
    assert not responder.is_due(3.4)
    assert responder.is_due(3.5)


def test_a_key_that_is_held_is_not_quiet():
    responder = responder_after((60, 1.0, 1.5), (62, 2.0, None))
    assert not responder.is_due(100.0)
    responder.receive(62, 0, 100.0)
    assert not responder.is_due(100.5)
    assert responder.is_due(101.0)


def test_a_phrase_is_taken_once_in_the_order_it_was_struck():
    responder = responder_after((60, 1.0, 3.0), (64, 2.0, 2.5), (67, 4.5, 5.0))
    one, two = responder.take_phrase(COMMON_TIME)
    assert one.notes == (Note(24, PLAYERS_PART, 60, 48, 90), Note(48, PLAYERS_PART, 64, 12, 90))
    assert two.notes == (Note(12, PLAYERS_PART, 67, 12, 90),)
    assert not responder.is_due(100.0)
    assert responder.take_phrase(COMMON_TIME) == ()


def test_only_the_last_bars_count():
    responder = responder_after((60, 0.0, 0.5), (62, 4.0, 4.5), (64, 6.0, 6.5), max_bars=2)
    bars = responder.take_phrase(Metre(3, 4))
    assert [[note.pitch for note in bar.notes] for bar in bars] == [[62], [64]]


def test_a_key_struck_again_without_a_release_ends_its_first_note():
    responder = responder_after((60, 0.0, None))
    responder.receive(60, 80, 1.0)
    responder.receive(60, 0, 1.5)
    (bar,) = responder.take_phrase(COMMON_TIME)
    assert bar.notes == (Note(0, PLAYERS_PART, 60, 24, 90), Note(24, PLAYERS_PART, 60, 12, 80))


def test_a_release_without_a_key_and_time_that_goes_back_are_no_notes_of_their_own():
    responder = responder_after()
    responder.receive(60, 0, 1.0)
    assert not responder.is_due(10.0)
    responder.receive(60, 90, 9.0)
    responder.receive(60, 0, 2.0)
    (bar,) = responder.take_phrase(COMMON_TIME)
    assert bar.notes == (Note(24, PLAYERS_PART, 60, 1, 90),)


def test_forgetting_forgets_held_keys_too():
    responder = responder_after((60, 0.0, 0.5), (62, 1.0, None))
    responder.forget()
    responder.receive(62, 0, 2.0)
    assert not responder.is_due(10.0)
    assert responder.take_phrase(COMMON_TIME) == ()


def test_the_end_of_an_endless_phrase_is_kept():
    responder = Responder(1.0, 9999)
    for number in range(2000):
        responder.receive(number % 128, 90, number / 8)
        responder.receive(number % 128, 0, number / 8 + 0.1)
    notes = [note for bar in responder.take_phrase(COMMON_TIME) for note in bar.notes]
    assert len(notes) == 512
    assert notes[-1].pitch == 1999 % 128
