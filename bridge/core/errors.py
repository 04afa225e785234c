"""Every error raised on purpose; each has a stable code, and its message is one sentence: what, where, what to do.

::

    SidemanError                     error
    ├── SetupError                   setup              the daemon cannot start: exit code 2
    │   ├── PortTakenError           port_taken         the OSC port belongs to another program
    │   ├── MidiPortError            midi_port          the MIDI port asked for is not there
    │   └── ConfigError              config             a setting that cannot be, or a file that is no configuration
    ├── BadPacketError               bad_packet         bytes that are not OSC
    ├── BadRequestError              bad_request        OSC that asks for something impossible
    │   ├── UnknownAddressError      unknown_address
    │   ├── WrongArgumentsError      wrong_arguments    too few, too many, or of the wrong type
    │   ├── OutOfRangeError          out_of_range       a number or a text outside its limits
    │   ├── UnknownStyleError        unknown_style      a style or a weight that means nothing
    │   ├── UnknownGrooveError       unknown_groove     a groove that is not in the book
    │   ├── UnknownSceneError        unknown_scene      a scene that was not stored
    │   ├── UnknownSectionError      unknown_section    a section that chart or form do not have
    │   ├── BadChartError            bad_chart          a chart that cannot be read; line and column
    │   ├── UnknownSongError         unknown_song       a song that is not in the list
    │   ├── UnknownDrumMapError      unknown_drum_map   a drum map that is not there, or cannot be read
    │   ├── UnknownArticulationsError  unknown_articulations  a file of articulations that cannot be read
    │   ├── NotPlayingError          not_playing        it needs music that plays
    │   ├── UnknownClipError         unknown_clip       a clip or a fill that is not known, or no longer
    │   ├── IncompleteError          incomplete         packets of a fill are missing
    │   └── BusyError                busy               asked for more than can be kept waiting
    ├── TakeError                    take               a .mid file could not be written
    ├── RenderError                  render             a .wav file could not be rendered
    ├── AudioError                   audio              audio that cannot be listened to, or nothing to listen with
    └── NoAnswerError                no_answer          (client) no daemon answers

Codes travel in ``/sideman/error address code message``; patches route on them, so they never change.
"""

from __future__ import annotations


class SidemanError(Exception):
    """Base of the tree; ``str(error)`` is one sentence for a performer."""

    code = "error"


class SetupError(SidemanError):
    """The daemon or a command cannot start as asked."""

    code = "setup"


class PortTakenError(SetupError):
    """The UDP port is in use."""

    code = "port_taken"


class MidiPortError(SetupError):
    """The MIDI port asked for by name does not exist or cannot be opened."""

    code = "midi_port"


class ConfigError(SetupError):
    """A configuration that cannot be read or obeyed; names the file and the line."""

    code = "config"


class BadPacketError(SidemanError):
    """A datagram that is not a valid OSC packet."""

    code = "bad_packet"


class BadRequestError(SidemanError):
    """A well-formed OSC message that cannot be obeyed; nothing was changed."""

    code = "bad_request"


class UnknownAddressError(BadRequestError):
    """No handler has this address."""

    code = "unknown_address"

    def __init__(self, message: str, *, is_foreign: bool = False) -> None:
        """is_foreign: outside Sideman's own addresses, as a host's surface sends by the hundred: one answer will do."""
        super().__init__(message)
        self.is_foreign = is_foreign


class WrongArgumentsError(BadRequestError):
    """Arguments missing, left over, or of the wrong type."""

    code = "wrong_arguments"


class OutOfRangeError(BadRequestError):
    """A value or a text outside the limits its handler states."""

    code = "out_of_range"


class UnknownStyleError(BadRequestError):
    """A style name or weight that is not understood."""

    code = "unknown_style"


class UnknownGrooveError(BadRequestError):
    """A groove that is not in the book."""

    code = "unknown_groove"


class UnknownSceneError(BadRequestError):
    """No scene has this name."""

    code = "unknown_scene"


class UnknownSectionError(BadRequestError):
    """Neither chart nor form have a section of this name."""

    code = "unknown_section"


class BadChartError(BadRequestError):
    """A chart that cannot be read."""

    code = "bad_chart"


class UnknownSongError(BadRequestError):
    """The song list has no such song, or there is none."""

    code = "unknown_song"


class UnknownDrumMapError(BadRequestError):
    """A drum map that is not there, or a file that is none."""

    code = "unknown_drum_map"


class UnknownArticulationsError(BadRequestError):
    """A file of articulations that is not there, or is none."""

    code = "unknown_articulations"


class NotPlayingError(BadRequestError):
    """The request makes sense only while music plays."""

    code = "not_playing"


class UnknownClipError(BadRequestError):
    """No clip or fill has this number."""

    code = "unknown_clip"


class IncompleteError(BadRequestError):
    """Packets of a request are missing."""

    code = "incomplete"


class NotAllowedError(BadRequestError):
    """Another machine asks for what it may not have: it gave no secret, or a path lies outside the folders."""

    code = "not_allowed"


class BusyError(BadRequestError):
    """A queue or table is full."""

    code = "busy"


class TakeError(SidemanError):
    """A take could not be written."""

    code = "take"


class RenderError(SidemanError):
    """Audio could not be rendered: no FluidSynth, no SoundFont, or no place to write to."""

    code = "render"


class AudioError(SidemanError):
    """Audio that cannot be listened to: a file, an input that is not there, or librosa is missing."""

    code = "audio"


class NoAnswerError(SidemanError):
    """No daemon answered a client."""

    code = "no_answer"
