#!/usr/bin/env python3
"""Writes tensors_cases.sql: small files of models, and what the libraries of their formats read in them.

Usage: python3 test/oracle/tensors.py > test/oracle/tensors_cases.sql
The files are written and read again by NumPy, safetensors, onnx and gguf; a tensor's bytes are those of its values as
the library returns them, in the byte order of the file.
"""
import io
import json
import os
import tempfile
from importlib.metadata import version

import gguf
import numpy as np
import onnx
import safetensors
import safetensors.numpy
from onnx import TensorProto, helper, numpy_helper

random = np.random.default_rng(20261123)
files, tensors, facts = [], [], []
short = {"float64": "F64", "float32": "F32", "float16": "F16", "int64": "I64", "int32": "I32", "int16": "I16", "int8": "I8",
         "uint64": "U64", "uint32": "U32", "uint16": "U16", "uint8": "U8", "bool": "BOOL", "complex64": "C64",
         "complex128": "C128"}


def text(value):
    return "'" + value.replace("'", "''") + "'"


def add(path, data, told):
    files.append((path, data))
    facts.append((path, json.dumps(told, ensure_ascii=False)))


def tensor(path, name, dtype, shape, data):
    tensors.append((path, name, dtype, [int(n) for n in shape], data))


# npy: one array in each file.
for path, array in [
        ("matrix.npy", random.standard_normal((3, 4)).astype("<f4")),
        ("columns.npy", np.asfortranarray(random.standard_normal((3, 5)))),
        ("big_endian.npy", np.arange(5, dtype=">i2")),
        ("scalar.npy", np.array(True)),
        ("empty.npy", np.zeros((0, 7), "<u8")),
        ("complex.npy", np.array([1 + 2j, 3 - 4j])),
        ("half.npy", np.linspace(-1, 1, 6).astype("<f2").reshape(1, 2, 3)),
        ("letters.npy", np.array(["a", "bcd"]))]:
    handle = io.BytesIO()
    np.save(handle, array)
    handle.seek(0)
    again = np.load(handle)
    descr = again.dtype.str
    order = again.flags.f_contiguous and not again.flags.c_contiguous
    add(path, handle.getvalue(), {"format": "npy", "tensors": 1, "elements": again.size,
                                  "metadata": {"descr": descr, "fortran_order": str(order).lower()}})
    tensor(path, "", short.get(again.dtype.name, descr) if descr[0] != ">" else descr, again.shape,
           again.tobytes("F" if order else "C"))

# safetensors
written = {"layer.0.weight": random.standard_normal((4, 3)).astype("f4"), "layer.0.bias": np.zeros(3, "f2"),
           "ids": np.arange(6).reshape(1, 2, 3), "mask": np.array([True, False, True]), "none": np.zeros((0, 2), "f4"),
           "scalar": np.array(2.5), "größe \"x\"\n": np.arange(4, dtype="u1")}
metadata = {"note": "Modell für Tests, \"klein\""}
data = safetensors.numpy.save(written, metadata)
in_file = list(json.loads(data[8:8 + int.from_bytes(data[:8], "little")]))
found = sorted(safetensors.deserialize(data), key=lambda t: in_file.index(t[0]))
add("small.safetensors", data, {"format": "safetensors", "tensors": len(found),
                                "elements": sum(int(np.prod(t["shape"])) for _, t in found), "metadata": metadata})
for name, t in found:
    tensor("small.safetensors", name, t["dtype"], t["shape"], bytes(t["data"]))

# ONNX
weights = [numpy_helper.from_array(random.standard_normal((2, 3)).astype("f4"), "w"),
           numpy_helper.from_array(np.arange(4).reshape(2, 2), "shape"),
           numpy_helper.from_array(np.zeros((0, 3), "f4"), "empty"),
           numpy_helper.from_array(np.array(0.5), "scalar"),
           helper.make_tensor("bias", TensorProto.FLOAT, [3], [1.0, 2.0, 3.0]),
           helper.make_tensor("steps", TensorProto.INT64, [3], [1, 2, 3])]
graph = helper.make_graph([helper.make_node("Gemm", ["x", "w", "bias"], ["y"])], "net",
                          [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 2])],
                          [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 3])], weights)
model = helper.make_model(graph, producer_name="tensors.py", producer_version="1", domain="org.example", model_version=7,
                          ir_version=8, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)])
helper.set_model_props(model, {"stage": "beta", "producer_name": "a namesake"})
data = model.SerializeToString()
model = onnx.load_from_string(data)
add("net.onnx", data, {"format": "onnx", "tensors": len(weights),
                       "elements": sum(int(np.prod(t.dims)) for t in model.graph.initializer),
                       "metadata": {"ir_version": "8", "producer_name": model.producer_name,
                                    "producer_version": model.producer_version, "domain": model.domain,
                                    "model_version": "7", "graph": model.graph.name, "opset": "17",
                                    "opset.ai.onnx.ml": "3", "stage": "beta"}})
for t in model.graph.initializer:
    value = numpy_helper.to_array(t)
    plain = t.HasField("raw_data") or len(t.float_data) > 0
    tensor("net.onnx", t.name, short[value.dtype.name], value.shape, value.tobytes() if plain else None)

# GGUF
with tempfile.TemporaryDirectory() as directory:
    path = os.path.join(directory, "tiny.gguf")
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("tiny für Tests")
    writer.add_block_count(2)
    writer.add_float32("llama.rope.freq_base", 10000.0)
    writer.add_token_list(["<s>", "a", "é"])
    writer.add_bool("tokenizer.ggml.add_bos_token", True)
    writer.add_int32("example.signed", -3)
    writer.add_tensor("token_embd.weight", random.standard_normal((3, 32)).astype("f4"))
    writer.add_tensor("half", random.standard_normal((2, 2, 5)).astype("f2"))
    blocks = gguf.quantize(random.standard_normal((2, 64)).astype("f4"), gguf.GGMLQuantizationType.Q8_0)
    writer.add_tensor("blocks", blocks, raw_dtype=gguf.GGMLQuantizationType.Q8_0)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with open(path, "rb") as handle:
        data = handle.read()
    found = gguf.GGUFReader(path).tensors
    add("tiny.gguf", data, {"format": "gguf", "tensors": len(found), "elements": sum(int(t.n_elements) for t in found),
                            "metadata": {"general.architecture": "llama", "general.name": "tiny für Tests",
                                         "llama.block_count": "2", "tokenizer.ggml.add_bos_token": "true",
                                         "example.signed": "-3"}})
    for t in found:
        tensor("tiny.gguf", t.name, t.tensor_type.name, reversed(list(t.shape)), t.data.tobytes())

print("-- Written by tensors.py with %s." % ", ".join(
    "%s %s" % (name, version(name)) for name in ("numpy", "safetensors", "onnx", "gguf")))
print("INSERT INTO model_file (path, bytes, header) VALUES")
print(",\n".join("(%s, '\\x%s', %s)" % (text(p), d.hex(), text(dict(facts)[p])) for p, d in files) + ";")
print("INSERT INTO expected_tensor (path, ordinal, name, dtype, shape, bytes) VALUES")
print(",\n".join("(%s, %d, %s, %s, '{%s}', %s)" % (
    text(p), i, text(name), text(dtype), ",".join(map(str, shape)), "NULL" if b is None else "'\\x%s'" % b.hex())
    for i, (p, name, dtype, shape, b) in enumerate(tensors, 1)) + ";")
