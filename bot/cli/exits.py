"""The exit codes, as in sysexits.h where it has one."""

OK = 0
PROBLEMS = 1
USAGE = 2
UNREACHABLE = 69
REFUSED = 77
INTERRUPTED = 130
