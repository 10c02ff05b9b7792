"""stream.py: sends bytes the way that drivers do, by COPY in its binary form, and takes their digests.

    stream.py send UPLOAD SOURCE [SEED [PAUSE]]   the rows of COPY mreg.upload FROM PROGRAM; in parts of 1 MB, or of mixed
                                                  sizes by a seed; after half of them PAUSE is made, and waited for to go
    stream.py digest                              of each COPY (SELECT a bytea) TO STDOUT: rows, bytes and SHA-256
    stream.py ranges                              the SHA-256 of each range, SOURCE, offset and length, in a line of input
    stream.py bytes SOURCE                        the bytes themselves

SOURCE is a file or made:MB, which stands for bytes that any megabyte can be made of anew by its number; made:MB:N are the
same after fine-tuning N.
"""
import hashlib
import os
import random
import struct
import sys
import time

MB = 1 << 20
SIGNATURE = b"PGCOPY\n\xff\r\n\0" + struct.pack("!II", 0, 0)


class File:
    """The bytes of a file."""

    def __init__(self, path):
        self.file = open(path, "rb")
        self.size = os.fstat(self.file.fileno()).st_size

    def read(self, offset, length):
        self.file.seek(offset)
        return self.file.read(length)


class Made:
    """Megabytes that are noise, like float32 weights, like text and like one before, in turn; some are zeros."""

    POOL = 8 * MB

    def __init__(self, megabytes, tuned="0"):
        import numpy

        self.numpy = numpy
        self.size = int(megabytes) * MB
        self.tuned = int(tuned)
        self.pool = numpy.frombuffer(numpy.random.default_rng(0).bytes(self.POOL + MB), numpy.uint8)
        self.last = (None, b"")

    def block(self, number):
        kind = number % 4
        if number % 32 == 31:
            return bytes(MB)
        if kind == 3:
            return self.block(number // 8 * 4)
        a = (number + 1) * 0x9E3779B97F4A7C15 % 2**64 % self.POOL
        b = (number + 1) * 0xBF58476D1CE4E5B9 % 2**64 % self.POOL
        noise = self.pool[a:a + MB] ^ self.pool[b:b + MB]
        if kind == 1:
            numbers = (noise.view("<u4") & 0x83FFFFFF) | 0x38000000
            return (numbers + self.tuned * (noise[0] & numbers >> 3 & 63)).astype("<u4").tobytes()
        if kind == 2:
            return ((noise & 15) + 97).tobytes()
        return noise.tobytes()

    def read(self, offset, length):
        pieces = []
        for number in range(offset // MB, (offset + max(length, 1) - 1) // MB + 1):
            if number * MB < self.size:
                if self.last[0] != number:
                    self.last = (number, self.block(number))
                start = max(offset - number * MB, 0)
                pieces.append(self.last[1][start:offset + length - number * MB])
        return b"".join(pieces)


def source(name):
    return Made(*name.split(":")[1:]) if name.startswith("made:") else File(name)


def sizes(seed):
    """The sizes of parts: 1 MB each, or mixed."""
    rng = random.Random(seed)
    while True:
        yield MB if seed is None else rng.choice([1, 7, rng.randrange(1, 9000), rng.randrange(1, 300_000), rng.randrange(1, 3 * MB)])


def send(upload, name, seed=None, pause=None):
    data = source(name)
    out = sys.stdout.buffer
    out.write(SIGNATURE)
    sent = 0
    for seq, size in enumerate(sizes(seed), start=1):
        if sent >= data.size:
            break
        part = data.read(sent, min(size, data.size - sent))
        out.write(struct.pack("!hiqiqi", 3, 8, int(upload), 8, seq, len(part)))
        out.write(part)
        sent += len(part)
        if pause and sent * 2 >= data.size:
            out.flush()
            open(pause, "w").close()
            while os.path.exists(pause):
                time.sleep(0.01)
            pause = None
    out.write(struct.pack("!h", -1))
    out.flush()


def exactly(file, n):
    data = file.read(n)
    if len(data) != n:
        sys.exit("the stream is cut off")
    return data


def digest():
    data = sys.stdin.buffer
    while data.peek(1):
        if exactly(data, len(SIGNATURE)) != SIGNATURE:
            sys.exit("this is no stream of COPY in binary form")
        sha256 = hashlib.sha256()
        rows = total = 0
        while struct.unpack("!h", exactly(data, 2))[0] == 1:
            size = struct.unpack("!i", exactly(data, 4))[0]
            while size > 0:
                piece = exactly(data, min(size, MB))
                sha256.update(piece)
                size -= len(piece)
                total += len(piece)
            rows += 1
        print(rows, total, sha256.hexdigest(), flush=True)


def ranges():
    sources = {}
    for line in sys.stdin:
        name, offset, length = line.split()
        if name not in sources:
            sources = {name: source(name)}
        sha256 = hashlib.sha256()
        for start in range(int(offset), int(offset) + int(length), MB):
            sha256.update(sources[name].read(start, min(MB, int(offset) + int(length) - start)))
        print(sha256.hexdigest())


def write(name):
    data = source(name)
    for start in range(0, data.size, MB):
        sys.stdout.buffer.write(data.read(start, MB))


if __name__ == "__main__":
    {"send": send, "digest": digest, "ranges": ranges, "bytes": write}[sys.argv[1]](*sys.argv[2:])
