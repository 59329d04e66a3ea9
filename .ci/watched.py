"""Runs a program on hostile input, within bounds."""
import os, re, subprocess, tempfile, threading, typing

# What no output for people may hold: control characters but the line end, line separators, bidi controls.
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Done(typing.NamedTuple):
    """How a run has ended."""

    code: int  # negative: the signal that ended it
    out: bytes
    err: str
    seconds: float  # of CPU
    megabytes: float  # at the peak

    def fault(self):
        """Says what is wrong with any run, whatever it was asked to do; nothing if all is right."""
        if self.code not in (0, 1, 2, 3):
            return f"exit {self.code}: {self.err[:500]}"
        if "goroutine" in self.err or "runtime error" in self.err:
            return f"a panic: {self.err[:500]}"
        if RAW.search(self.err):
            return f"a raw control or bidi character in a message: {self.err[:500]!r}"
        if self.seconds >= 1 or self.megabytes >= 64:
            return f"{self.seconds:.2f} s of CPU, {self.megabytes:.0f} MB"
        return ""


def run(args, **options):
    """Runs a program without input, and ends it after ten seconds."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(args, stdin=subprocess.DEVNULL, stdout=out, stderr=err, **options)
        timer = threading.Timer(10, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        seconds = usage.ru_utime + usage.ru_stime
        return Done(process.returncode, out.read(), err.read().decode(), seconds, usage.ru_maxrss / 1024)
