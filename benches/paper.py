#!/usr/bin/env python3
"""What paper costs: single documents, all of the example, many societies, and the same pages printed by Chromium.

    cargo build --release && benches/paper.py [SOCIETIES] [--kohyo PROGRAM] [--chromium PROGRAM]

Linux only. See benches/README.md.
"""
import argparse
import ctypes
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent.parent
TIMES = 5
# Documents, and the page of the site that says the same.
ALONE = [
    ("a notice, A4", "bulletins/change.pdf", "notices/index.html"),
    ("a notice, A3, its type fitted", "bulletins/board.pdf", None),
    ("a page", "privacy/joint-use/joint-use.pdf", "privacy/joint-use/index.html"),
    ("a regulation of 12 sheets", "bulletins/booklet.pdf", "rules/management/index.html"),
]
PR_SET_CHILD_SUBREAPER = 36


class Cost:
    def __init__(self, cpu=0.0, wall=0.0, memory=0.0):
        self.cpu, self.wall, self.memory = cpu, wall, memory

    def __str__(self):
        return f"{self.cpu:10.3f}{self.wall:10.2f}{self.memory:10.0f}"


def descendants():
    """All processes that this one started, and those that they did."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = pathlib.Path("/proc", entry, "stat").read_text()
            except OSError:
                continue
            parents[int(entry)] = int(stat.rsplit(")", 1)[1].split()[1])
    found = {os.getpid()}
    while new := {child for child, parent in parents.items() if parent in found} - found:
        found |= new
    return found - {os.getpid()}


def share(process):
    """The memory of a process in MB; what several have in common is divided among them."""
    try:
        said = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", said, re.M)
    return int(found[1]) / 1024 if found else 0.0


def run(command, family=False):
    """Runs a command to its end. All that it started is waited for, so that its time is counted."""
    start, before = time.monotonic(), os.times()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    memory = 0.0
    while family and child.poll() is None:
        memory = max(memory, sum(share(process) for process in descendants()))
        time.sleep(0.02)
    if not family:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode, memory = os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024
    wall = time.monotonic() - start
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            break
    after = os.times()
    if child.returncode != 0:
        raise RuntimeError(f"{command}: exit {child.returncode}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(used, wall, memory)


def mean(costs):
    costs = list(costs)
    return Cost(sum(c.cpu for c in costs) / len(costs), sum(c.wall for c in costs) / len(costs), max(c.memory for c in costs))


def show(what, cost):
    print(f"{what:58}{cost}", flush=True)


def build(args, content, output, *more):
    return run([args.kohyo, "build", "--quiet", "--content", content, "--output", output, *more])


def printed(output):
    return sum(1 for _ in pathlib.Path(output).rglob("*.pdf"))


def browser(args, page):
    out = args.folder / "page.pdf"
    flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync"
    command = [args.chromium, *flags.split(), f"--user-data-dir={args.folder}/profile", f"--print-to-pdf={out}", f"file://{page}"]
    run(command, family=True)  # makes its profile
    cost = mean(run(command, family=True) for _ in range(TIMES))
    if out.stat().st_size < 1000:
        raise RuntimeError("Chromium printed nothing")
    return cost


def alone(args):
    """A document that is missing in the output is the only one that is set anew: what it costs beside a build that makes a page anew."""
    output = args.folder / "alone"
    build(args, args.content, output)

    def without(path):
        for _ in range(TIMES):
            (output / path).unlink()
            yield build(args, args.content, output)

    base = mean(without("index.html"))
    show("build that takes all PDFs over", base)
    for what, path, page in ALONE:
        whole = mean(without(path))
        cost = Cost(whole.cpu - base.cpu, whole.wall - base.wall, whole.memory)
        show(f"{what}: cold, with its build", whole)
        show("  of it the document", cost)
        if page and shutil.which(args.chromium):
            other = browser(args, output / page)
            show("  the page that says the same, printed by Chromium", other)
            ratio = [f"{theirs / ours:8.1f}x" if ours > 0 else "" for theirs, ours in [(other.cpu, whole.cpu), (other.wall, whole.wall), (other.memory, whole.memory)]]
            print(f"{'    as a multiple of kohyo with its build':58}{' '.join(ratio)}")


def example(args):
    output = args.folder / "example"
    full = build(args, args.content, output)
    count = printed(output)
    show(f"the example with its {count} PDFs", full)
    show("  again, nothing changed", mean(build(args, args.content, output) for _ in range(TIMES)))
    shutil.rmtree(output)
    bare = build(args, args.content, output, "--no-print")
    show("  without PDFs", bare)
    print(f"{'  for each PDF, proof included':58}{(full.cpu - bare.cpu) / count:10.3f}")


def society(args, folder, number):
    """A copy of the example with a name and a telephone number of its own, its bulletins and forms, and no PDFs of pages."""
    shutil.copytree(args.content, folder)
    change(folder / "society.yaml", "text: 例示健康保険組合,", f"text: 例示第{number}健康保険組合,")
    change(folder / "society.yaml", "03-0000-0010", f"03-0000-{1000 + number:04}")
    change(folder / "site.yaml", "print_pdf: true", "print_pdf: false")
    change(folder / "site.yaml", "languages: [ja, en]", "languages: [ja]")
    shutil.rmtree(folder / "en")


def change(path, old, new):
    text = path.read_text()
    assert old in text, f"{old} is in {path}"
    path.write_text(text.replace(old, new))


def many(args):
    for count in sorted({max(args.count // 10, 1), max(args.count // 2, 1), args.count}):
        content, output = args.folder / f"content-{count}", args.folder / f"output-{count}"
        content.mkdir()
        for number in range(count):
            society(args, content / f"s{number:04}", number)
        cost = build(args, content, output)
        documents = printed(output)
        show(f"{count} societies with {documents} PDFs", cost)
        print(f"{'  for each PDF, with its share of the site':58}{cost.cpu / documents:10.3f}")
        if count == args.count:
            show("  again, nothing changed", build(args, content, output))
            for number in range(count):
                change(content / f"s{number:04}" / "society.yaml", f"03-0000-{1000 + number:04}", f"03-0000-{2000 + number:04}")
            show("  again, a telephone number of each changed", build(args, content, output))
        shutil.rmtree(content)
        shutil.rmtree(output)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=100, help="how many societies")
    parser.add_argument("--kohyo", default=HERE / "target/release/kohyo")
    parser.add_argument("--chromium", default="chromium")
    args = parser.parse_args()
    args.content = HERE / "content"
    # What a program leaves behind becomes ours, so that it can be waited for.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(prefix="kohyo-paper-") as folder:
        args.folder = pathlib.Path(folder)
        print(f"{'':58}{'CPU s':>10}{'wall s':>10}{'MB':>10}")
        alone(args)
        example(args)
        many(args)


main()
