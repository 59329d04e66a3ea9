"""Reads a mail that chs writes with Python's email package, and has it sent to a
server of its own: mail.py PATH/TO/chs. Run from the root of the repository."""

import email
import email.policy
import pathlib
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading

chs = pathlib.Path(sys.argv[1]).resolve()
temporary = tempfile.TemporaryDirectory()
folder = pathlib.Path(temporary.name)
TITLE = "Größe & <b>“Konten”</b> " + "東京 " * 30


def score(*flags):
    subprocess.run([chs, "score", "-q", "--as-of", "2026-11-21", *flags], check=True)


def check(said, is_so):
    if not is_so:
        sys.exit(f"the mail: {said}")


def read(raw):
    """Checks a mail."""
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    for part in mail.walk():
        check(f"{part.get_content_type()}: {part.defects}", not part.defects)
    check(f"subject {mail['Subject']!r}", mail["Subject"] == TITLE.strip() + ", as of 2026-11-21")
    text, html = mail.get_body(["plain"]).get_content(), mail.get_body(["html"]).get_content()
    for body in text, html:
        check("the body does not say how the accounts stand", "7 of 40 accounts are red, worth $307K of $1.7M." in body)
    check(f"the body has {len(html.encode())} bytes", len(html.encode()) < 100_000)
    page, scored = mail.iter_attachments()
    check("another page", page.get_payload(decode=True) == (folder / "page.html").read_bytes())
    check("other scores", scored.get_payload(decode=True) == (folder / "scored.csv").read_bytes())
    names = [part.get_filename() for part in (page, scored)]
    check(f"attachments {names}", names == ["report.html", "scored.csv"])


def serve(listener, received):
    """Takes one mail, as a server does (RFC 5321), without transforming it."""
    connection, _ = listener.accept()
    with connection, connection.makefile("rwb", buffering=0) as stream:
        stream.write(b"220 here\r\n")
        for line in stream:
            verb = line[:4].upper()
            stream.write(b"354 go on\r\n" if verb == b"DATA" else b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
            if verb == b"DATA":
                while (line := stream.readline()) != b".\r\n":
                    received.append(line.removeprefix(b"."))
                stream.write(b"250 ok\r\n")
            if verb == b"QUIT":
                return


score("examples/accounts.csv", "--title", TITLE, "-o", folder / "report.eml", "-o", folder / "page.html", "-o", folder / "scored.csv")
raw = (folder / "report.eml").read_bytes()
check("lines that do not end in CRLF", raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r"))
read(raw)

received = []
with socket.create_server(("127.0.0.1", 0)) as listener:
    server = threading.Thread(target=serve, args=(listener, received), daemon=True)
    server.start()
    with smtplib.SMTP(*listener.getsockname(), timeout=20) as sender:
        sender.sendmail("health@example.com", "cs@example.com", b"From: health@example.com\r\nTo: cs@example.com\r\n" + raw)
    server.join(20)
read(b"".join(received))
print("ok: a mail")
