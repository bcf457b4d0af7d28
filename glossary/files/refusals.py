"""Why the system does not open or write a file, in sentences of the catalogue."""

import errno
from collections.abc import Mapping

from glossary.errors import N_

_REASONS: Mapping[int, str] = {
    errno.EACCES: N_("there is no permission to do so"),
    errno.EPERM: N_("there is no permission to do so"),
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of its path is no folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("a file stands where a folder is needed"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("the disk can only be read"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ELOOP: N_("its links lead round in a circle"),
    errno.EIO: N_("the disk does not answer as it should"),
}


def reason_of(error: OSError) -> str:
    """The reason as a catalogue sentence; in the system's own words where it is a rare one."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
