"""families.py DIR: writes small families of model versions to DIR, as <family>.v<1 to 5>.<extension>.

A family is one model in five versions, each made of the one before the way that its name says.  The same bytes come
out every time.  Needs numpy.
"""
import json
import struct
import sys
from pathlib import Path

import numpy as np

VERSIONS = range(1, 6)


def safetensors(tensors, dtype, metadata=None):
    """A safetensors file of (name, array) pairs."""
    header = {"__metadata__": metadata} if metadata else {}
    offset = 0
    for name, array in tensors:
        header[name] = {"dtype": dtype, "shape": array.shape, "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(array.tobytes() for _, array in tensors)


def weights(rng, shape):
    """Weights as those of trained networks: most are small, a few are not."""
    return (rng.standard_t(5, shape) * 0.02).astype(np.float32)


def layers(rng):
    """The layers of a small network, 3 MB in all."""
    shapes = [("embed", (600, 512)), ("hidden", (800, 512)), ("bias", (77,)), ("head", (113, 512))]
    return [(name, weights(rng, shape)) for name, shape in shapes]


def nudge(rng, tensors, by):
    """Every weight moves a little."""
    return [(name, (a + by * rng.standard_normal(a.shape) * 0.02).astype(np.float32)) for name, a in tensors]


def bfloat16(array):
    """The upper halves of float32, rounded."""
    return ((array.view(np.uint32) + 0x8000) >> 16).astype(np.uint16)


def dense_f32(rng):
    """A fine-tune that moves all weights."""
    tensors = layers(rng)
    for _ in VERSIONS:
        yield "safetensors", safetensors(tensors, "F32", {"format": "pt"})
        tensors = nudge(rng, tensors, 1e-4)


def dense_bf16(rng):
    """The same with half the bits."""
    tensors = layers(rng)
    for _ in VERSIONS:
        yield "safetensors", safetensors([(name, bfloat16(a)) for name, a in tensors], "BF16")
        tensors = nudge(rng, tensors, 1e-3)


def rows_f32(rng):
    """A fine-tune of some rows; the header grows each time, so that all tensors begin elsewhere."""
    tensors = layers(rng)
    notes = {}
    for v in VERSIONS:
        notes[f"note {v}"] = "trained on more of the same " * v
        yield "safetensors", safetensors(tensors, "F32", notes)
        tensors = [(name, a.copy()) for name, a in tensors]
        for _, a in tensors:
            if a.ndim == 2:
                rows = rng.choice(len(a), len(a) // 30, replace=False)
                a[rows] += (rng.standard_normal((len(rows), a.shape[1])) * 0.01).astype(np.float32)


def shifted_f32(rng):
    """Weights behind a text that grows by a few bytes, by an odd number of them."""
    a = weights(rng, 500_000)
    for v in VERSIONS:
        yield "bin", b"model " + b"abc" * v + b"\n" + a.tobytes()
        a = (a + 1e-6 * rng.standard_normal(a.shape)).astype(np.float32)


def online_f64(rng):
    """A linear model over hashed features: most weights are zero, some of the others move."""
    a = np.zeros(1 << 18)
    touched = rng.choice(len(a), 30_000, replace=False)
    a[touched] = rng.standard_normal(len(touched))
    for _ in VERSIONS:
        yield "pkl", b"\x80\x04\x95coef_" + a.tobytes() + b"\x94."
        a[rng.choice(touched, 3000)] *= 0.999


NODE = np.dtype(
    [("left", "<i8"), ("right", "<i8"), ("feature", "<i8"), ("threshold", "<f8"), ("impurity", "<f8"), ("n", "<i8")]
)


def tree(rng):
    """The nodes of a tree, framed as pickle frames them."""
    nodes = np.zeros(int(rng.integers(900, 1200)), NODE)
    order = np.arange(len(nodes))
    nodes["left"] = np.where(order % 2, order + 1, -1)
    nodes["right"] = np.where(order % 2, order + rng.integers(2, 50, len(nodes)), -1)
    nodes["feature"] = rng.integers(0, 30, len(nodes))
    nodes["threshold"] = np.float32(rng.standard_normal(len(nodes)))
    nodes["impurity"] = rng.random(len(nodes))
    nodes["n"] = rng.integers(1, 5000, len(nodes)) // (order + 1) + 1
    body = nodes.tobytes()
    return b"\x8c\x04tree\x94\x8e" + struct.pack("<Q", len(body)) + body + b"\x94\x86R"


def trees_append(rng):
    """A forest that grows."""
    trees = [tree(rng) for _ in range(40)]
    for _ in VERSIONS:
        yield "pkl", b"\x80\x04\x95" + struct.pack("<Q", len(trees)) + b"".join(trees) + b"."
        trees += [tree(rng) for _ in range(4)]


def trees_retrain(rng):
    """A forest that is trained anew."""
    for _ in VERSIONS:
        yield "pkl", b"\x80\x04\x95" + b"".join(tree(rng) for _ in range(40)) + b"."


def json_insert(rng):
    """Text to which entries are added near the front, so that everything behind them moves."""
    parameters = [f"round {i}" for i in range(20)]
    trees = [
        {
            "id": i,
            "split": [round(x, 6) for x in rng.standard_normal(100)],
            "feature": rng.integers(0, 40, 100).tolist(),
        }
        for i in range(1800)
    ]
    for v in VERSIONS:
        yield "json", json.dumps({"parameters": parameters, "trees": trees}).encode()
        parameters = [f"added in {v + 1}"] + parameters


def metadata(rng):
    """Only what the header says changes."""
    tensors = layers(rng)
    for v in VERSIONS:
        yield "safetensors", safetensors(tensors, "F32", {"epoch": str(10 ** v), "by": "someone" * v})


def noise(rng):
    """Nothing repeats and nothing compresses."""
    for v in VERSIONS:
        yield "bin", rng.bytes(2_000_000 + v)


def empty(rng):
    """Nothing."""
    for _ in VERSIONS:
        yield "bin", b""


def byte(rng):
    """One byte, another each time."""
    for v in VERSIONS:
        yield "bin", bytes([v])


def zeros(rng):
    """Zeros, more each time."""
    for v in VERSIONS:
        yield "bin", bytes(v * 999_999)


FAMILIES = [
    dense_f32, dense_bf16, rows_f32, shifted_f32, online_f64, trees_append, trees_retrain, json_insert, metadata, noise,
    empty, byte, zeros,
]


def main(directory):
    for number, family in enumerate(FAMILIES):
        for version, (extension, data) in enumerate(family(np.random.default_rng(number)), start=1):
            (Path(directory) / f"{family.__name__}.v{version}.{extension}").write_bytes(data)


main(*sys.argv[1:])
