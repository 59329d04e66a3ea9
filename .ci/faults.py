#!/usr/bin/env python3
"""Breaks what chs reads from and writes to while it runs: a target is what it was or what it is to be, nothing else.

    faults.py PATH/TO/chs
"""
import contextlib, os, pathlib, random, resource, signal, statistics, subprocess, sys, tempfile, time

CHS = pathlib.Path(sys.argv[1]).resolve()
RUBRIC = "name: Faults\nid: id\ncriteria: [{name: Use, column: use, weight: 1, cuts: [20, 40, 60, 80]}]\n"
ROWS = 200_000
OLD = "what was there before\n"
NO_SPACE = "no space left on device"


def main():
    tests = [test for name, test in globals().items() if name.startswith("test_")]
    for test in tests:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            pathlib.Path("rubric.yaml").write_text(RUBRIC)
            pathlib.Path("in.csv").write_text("id,use\n" + "".join(f"a{i},{i % 100}\n" for i in range(ROWS)))
            pathlib.Path("few.csv").write_text("id,use\na,1\nb\n")
            said = test() or ""
            os.chdir("/")
        print(f"{'left out' if said.startswith('left out') else 'ok  '} {test.__name__.removeprefix('test_').replace('_', ' ')} {said}".rstrip())


def chs(*args, **options):
    """Runs chs to its end."""
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60} | options
    return subprocess.run([CHS, *args], text=True, **options)


def start(*args, **options):
    """Starts chs."""
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE} | options
    return subprocess.Popen([CHS, *args], text=True, **options)


def expect(right, *seen):
    if not right:
        raise AssertionError(seen)


def expect_failure(done, *words):
    """Wants exit 1 and one line that says why, but for those on what was read."""
    lines = [line for line in done.stderr.splitlines() if all(word in line for word in words)]
    expect(done.returncode == 1 and len(lines) == 1, done.returncode, done.stderr)
    errors = [line for line in done.stderr.splitlines() if " read = " not in line and ": by " not in line]
    expect(len(errors) == 1, errors)


def expect_files(*names, folder="."):
    """Wants these files beside those that each test starts with, and no temporary ones."""
    there = set(os.listdir(folder)) - {"rubric.yaml", "in.csv", "few.csv"}
    expect(there == set(names), there)


def write_old(name="out.csv"):
    pathlib.Path(name).write_text(OLD)


def expect_old(name="out.csv"):
    expect(pathlib.Path(name).read_text() == OLD, pathlib.Path(name).read_text()[:200])


def scored():
    """Returns what a run that nothing disturbs writes."""
    done = chs("score", "in.csv", "-q")
    expect(done.returncode == 0, done.stderr)
    return done.stdout


def test_full_device():
    write_old()
    for args in (["-o", "/dev/full"], ["-o", "out.csv", "--problems", "/dev/full"], ["-o", "out.csv", "--rejects", "/dev/full"]):
        for file in ("in.csv", "few.csv"):
            done = chs("score", file, "-q", "--tolerance", "100%", *args)
            expect_failure(done, "/dev/full", NO_SPACE)
            expect_old()
            expect_files("out.csv")


def test_full_device_as_standard_output():
    write_old()
    for args in (["-q"], ["-q", "-f", "table"], ["-q", "-o", "-", "-o", "out.csv"]):
        with open("/dev/full", "w") as full:
            expect_failure(chs("score", "in.csv", *args, stdout=full), NO_SPACE)
        expect_old()
        expect_files("out.csv")


def test_full_disk():
    with small_disk() as disk:
        if disk is None:
            return "left out: may not mount"
        write_old("disk/out.csv")
        expect_failure(chs("score", "in.csv", "-q", "-o", "disk/out.csv"), "disk/out.csv", NO_SPACE)
        expect_old("disk/out.csv")
        expect_files("out.csv", folder="disk")


def test_full_disk_for_the_copy_of_standard_input():
    pathlib.Path("rubric.yaml").write_text(RUBRIC.replace("[20, 40, 60, 80]", "quintiles"))
    with small_disk() as disk, open("in.csv") as stdin:
        if disk is None:
            return "left out: may not mount"
        done = chs("score", "-q", "-o", "out.csv", stdin=stdin, env=os.environ | {"TMPDIR": "disk"})
        expect_failure(done, "stdin", NO_SPACE)
        expect_files("disk")
        expect_files(folder="disk")


@contextlib.contextmanager
def small_disk():
    """Mounts a disk of 1 MB, which the scored file does not fit on; None where that may not be done."""
    os.mkdir("disk")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", "disk"], stderr=subprocess.DEVNULL).returncode == 0
    try:
        yield "disk" if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "disk"], check=True)


def test_file_size_limit():
    write_old()
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
    expect_failure(chs("score", "in.csv", "-q", "-o", "out.csv", preexec_fn=limit), "out.csv", "file too large")
    expect_old()
    expect_files("out.csv")


def test_read_only_folder():
    os.mkdir("folder")
    write_old("folder/out.csv")
    bound = subprocess.run(["mount", "--bind", "-o", "ro", "folder", "folder"], stderr=subprocess.DEVNULL).returncode == 0
    if not bound:
        return "left out: may not mount"
    try:
        expect_failure(chs("score", "in.csv", "-q", "-o", "folder/out.csv"), "folder/out.csv", "read-only file system")
        expect_old("folder/out.csv")
        expect_files("out.csv", folder="folder")
    finally:
        subprocess.run(["umount", "folder"], check=True)


def test_folder_vanishes():
    os.mkdir("folder")
    run = start_and_wait("folder/out.csv")
    os.remove(f"folder/{os.listdir('folder')[0]}")
    os.rmdir("folder")
    expect_failure(finish(run), "folder/out.csv", "no such file")
    expect_files()


def start_and_wait(output):
    """Starts chs on a pipe that falls silent, and waits until it has begun to write the output."""
    run = start("score", "-", "-q", "-o", output, stdin=subprocess.PIPE)
    run.stdin.write(pathlib.Path("in.csv").read_text())
    run.stdin.flush()
    wait_for_temporary(os.path.dirname(output) or ".")
    return run


def finish(run):
    """Closes a run's input and waits for its end."""
    _, stderr = run.communicate(timeout=60)
    return subprocess.CompletedProcess(run.args, run.returncode, None, stderr)


def wait_for_temporary(folder):
    """Waits until a run has begun to write into the folder."""
    deadline = time.monotonic() + 30
    while not any(name.endswith(".tmp") for name in os.listdir(folder)):
        expect(time.monotonic() < deadline, "nothing is written")
        time.sleep(0.001)


def test_closed_streams():
    """A closed stream is /dev/null to a Go program: nothing meant for it gets into a file."""
    new = scored()
    for closed in (">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"):
        write_old()
        script = f'"$0" score in.csv -o - -o out.csv {closed} | cat'
        done = subprocess.run(["bash", "-o", "pipefail", "-c", script, CHS], capture_output=True, text=True, timeout=60)
        expect(done.returncode == 0 and done.stdout in ("", new), done)
        expect(pathlib.Path("out.csv").read_text() == new, "another file")


def test_reader_goes_away():
    for args in (["score", "in.csv", "-q"], ["score", "in.csv", "-q", "-f", "ndjson"], ["score", "in.csv", "-q", "--sort", "score"]):
        run = start(*args, stdout=subprocess.PIPE)
        expect(run.stdout.readline() != "", "nothing was written")
        run.stdout.close()
        run.stdout = None
        done = finish(run)
        expect(done.returncode == 0 and done.stderr == "", done.returncode, done.stderr)


def test_reader_goes_away_but_not_the_file():
    run = start("score", "in.csv", "-q", "-o", "-", "-o", "out.csv", stdout=subprocess.PIPE)
    run.stdout.close()
    run.stdout = None
    done = finish(run)
    expect(done.returncode == 0 and done.stderr == "", done.returncode, done.stderr)
    expect(pathlib.Path("out.csv").read_text() == scored(), "another file")


def test_killed_at_any_moment():
    new = scored()
    begun = time.monotonic()
    expect(chs("score", "in.csv", "-q", "-o", "out.csv").returncode == 0)
    whole = time.monotonic() - begun
    outcomes = {"old": 0, "new": 0}
    left = 0
    for _ in range(50):
        write_old()
        run = start("score", "in.csv", "-q", "-o", "out.csv")
        time.sleep(random.uniform(0, 1.2 * whole))
        run.kill()
        run.communicate(timeout=60)
        left += len(os.listdir()) > 4
        text = pathlib.Path("out.csv").read_text()
        expect(text in (OLD, new), f"{len(text)} bytes that are neither the old nor the new")
        outcomes["new" if text == new else "old"] += 1
    expect(chs("score", "few.csv", "-q", "--tolerance", "100%", "-o", "out.csv").returncode == 0)
    expect_files("out.csv")
    return f"(50 times: {outcomes['old']} old, {outcomes['new']} new, {left} temporary files left, none after the next run)"


def test_history_killed_at_any_moment():
    def store():
        return start("score", "in.csv", "-q", "-o", "out.csv", "--history", "h.db")

    begun = time.monotonic()
    finish(store())
    whole = time.monotonic() - begun
    journals = 0
    for _ in range(20):
        run = store()
        time.sleep(random.uniform(0, 1.2 * whole))
        run.kill()
        run.communicate(timeout=60)
        journals += os.path.exists("h.db-journal")
        done = chs("history", "check", "--history", "h.db")
        expect(done.stdout == f"h.db: in order, 1 snapshot with {ROWS} scores\n", done)
    expect(finish(store()).returncode == 0)  # which takes away what is left of the others, an empty journal too
    expect_files("h.db", "out.csv")
    return f"(20 times, {journals} of them while the file was written to)"


def test_history_without_room():
    expect(chs("score", "few.csv", "-q", "--tolerance", "100%", "--history", "h.db", "--portfolio", "few").returncode == 0)
    before = pathlib.Path("h.db").read_bytes()
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
    write_old()
    expect_failure(chs("score", "in.csv", "-q", "--history", "h.db", preexec_fn=limit), "h.db")
    with small_disk() as disk:
        if disk is not None:
            pathlib.Path("disk/h.db").write_bytes(before)
            expect_failure(chs("score", "in.csv", "-q", "-o", "out.csv", "--history", "disk/h.db"), "disk/h.db", NO_SPACE)
            expect(chs("history", "check", "--history", "disk/h.db").stdout == "disk/h.db: in order, 1 snapshot with 1 score\n")
    expect(chs("history", "check", "--history", "h.db").stdout == "h.db: in order, 1 snapshot with 1 score\n")
    expect_old()


def test_living_run_is_not_cleaned_up():
    run = start_and_wait("out.csv")
    expect(chs("score", "few.csv", "-q", "--tolerance", "100%", "-o", "out.csv").returncode == 0)
    done = finish(run)
    expect(done.returncode == 0, done.stderr)
    expect(pathlib.Path("out.csv").read_text() == scored(), "another file")
    expect_files("out.csv")


def test_interrupt():
    """Ctrl-C before a pipe's first byte, while a pipe is silent, and while rows are scored."""
    waits = []
    for begin in [start_and_get_nothing, lambda: start_and_wait("out.csv"), endless] * 7:
        write_old()
        run = begin()
        begun = time.monotonic()
        run.send_signal(signal.SIGINT)
        run.wait()
        waits.append(time.monotonic() - begun)
        done = finish(run)
        expect(done.returncode == 130 and done.stderr == "chs: interrupted; files are as they were\n", done)
        expect_old()
        expect_files("out.csv")
    expect(max(waits) < 1, waits)
    return f"({len(waits)} times: median {1000 * statistics.median(waits):.0f} ms, longest {1000 * max(waits):.0f} ms)"


def start_and_get_nothing():
    """Starts chs on a pipe that stays silent."""
    run = start("score", "-", "-q", "-o", "out.csv", stdin=subprocess.PIPE)
    time.sleep(0.2)  # it starts in a tenth of that
    return run


def endless():
    """Starts a run over accounts that do not end."""
    source = subprocess.Popen(["sh", "-c", "echo id,use; exec yes a,1"], stdout=subprocess.PIPE)
    run = start("score", "-", "-q", "-o", "out.csv", stdin=source.stdout)
    source.stdout.close()
    wait_for_temporary(".")
    return run


def test_input_cut_short():
    """A file that is truncated or replaced under the reader."""
    for change in (truncate, replace, grow):
        write_old()
        pathlib.Path("big.csv").write_text("id,use\n" + "".join(f"a{i},{i % 100}\n" for i in range(3_000_000)))
        os.mkfifo("out.fifo")
        run = start("score", "big.csv", "-q", "-f", "csv", "-o", "out.fifo", "-o", "out.csv")
        with open("out.fifo") as fifo:  # whose reader is slow: so is the run
            fifo.readline()
            change("big.csv")
            fifo.read()
        expect_failure(finish(run), "big.csv", "changed while it was read; run again")
        expect_old()
        os.remove("out.fifo")
        os.remove("big.csv")
        expect_files("out.csv")


def truncate(name):
    os.truncate(name, 1 << 20)


def replace(name):
    pathlib.Path("other").write_text("id,use\n")
    os.rename("other", name)


def grow(name):
    with open(name, "a") as file:
        file.write("late,1\n")


def test_link_and_mode_are_kept():
    write_old("real.csv")
    os.chmod("real.csv", 0o640)
    os.symlink("real.csv", "out.csv")
    expect(chs("score", "in.csv", "-q", "-o", "out.csv").returncode == 0)
    expect(os.readlink("out.csv") == "real.csv", os.readlink("out.csv"))
    expect(pathlib.Path("real.csv").read_text() == scored(), "another file")
    expect(os.stat("real.csv").st_mode & 0o777 == 0o640, oct(os.stat("real.csv").st_mode))
    expect_files("out.csv", "real.csv")


main()
