"""Functions of NumPy that have no derivative here, by their dotted names: why, for the table of what is covered."""

from __future__ import annotations

from collections.abc import Mapping

_TEXT = "it makes text"
_READS = "it reads a file, a buffer or text"
_WRITES = "it writes a file, or prints"
_STATE = "it is about NumPy itself, its settings or its errors"
_DATES = "it is about dates"
_SCALAR = "it is a type of scalars: convert with `astype`, or with `float`, `complex`, `np.float64`"

_BY_REASON: Mapping[str, tuple[str, ...]] = {
    _TEXT: (
        "numpy.array2string", "numpy.array_repr", "numpy.array_str", "numpy.base_repr", "numpy.binary_repr",
        "numpy.format_float_positional", "numpy.format_float_scientific", "numpy.typename",
    ),
    _READS: (
        "numpy.fromfile", "numpy.frombuffer", "numpy.fromregex", "numpy.fromstring", "numpy.genfromtxt", "numpy.load",
        "numpy.loadtxt", "numpy.from_dlpack", "numpy.memmap",
    ),
    _WRITES: ("numpy.save", "numpy.savetxt", "numpy.savez", "numpy.savez_compressed", "numpy.info"),
    _STATE: (
        "numpy.errstate", "numpy.geterr", "numpy.geterrcall", "numpy.seterr", "numpy.seterrcall", "numpy.getbufsize",
        "numpy.setbufsize", "numpy.get_printoptions", "numpy.set_printoptions", "numpy.printoptions",
        "numpy.get_include", "numpy.show_config", "numpy.show_runtime", "numpy.test", "numpy.linalg.test",
        "numpy.fft.test", "numpy.linalg.LinAlgError",
    ),
    _DATES: (
        "numpy.busday_count", "numpy.busday_offset", "numpy.busdaycalendar", "numpy.is_busday", "numpy.datetime64",
        "numpy.datetime_as_string", "numpy.datetime_data", "numpy.timedelta64", "numpy.isnat",
    ),
    _SCALAR: (
        "numpy.byte", "numpy.bytes_", "numpy.character", "numpy.clongdouble", "numpy.complex256", "numpy.complex64",
        "numpy.complexfloating", "numpy.csingle", "numpy.flexible", "numpy.float128", "numpy.float16",
        "numpy.floating", "numpy.generic", "numpy.half", "numpy.inexact", "numpy.int16", "numpy.int8",
        "numpy.integer", "numpy.longdouble", "numpy.longlong", "numpy.number", "numpy.object_", "numpy.record",
        "numpy.short", "numpy.signedinteger", "numpy.str_", "numpy.ubyte", "numpy.uint", "numpy.uint16",
        "numpy.uint32", "numpy.uint64", "numpy.uint8", "numpy.uintc", "numpy.uintp", "numpy.ulong",
        "numpy.ulonglong", "numpy.unsignedinteger", "numpy.ushort", "numpy.void",
    ),
    "it holds other objects than numbers": ("numpy.recarray", "numpy.nested_iters", "numpy.nditer"),
    "its operators mean other things than those of arrays: use `np.asarray`": (
        "numpy.asmatrix", "numpy.bmat", "numpy.matrix", "numpy.poly1d",
    ),
    "it walks through an array by an object of its own: use indices": (
        "numpy.broadcast", "numpy.flatiter", "numpy.ndenumerate", "numpy.ndindex",
    ),
    "it makes an array of whatever storage holds: use `np.empty` or `np.array`": ("numpy.ndarray",),
    "it may copy or not by what storage is like: use `np.ascontiguousarray` or `astype`": ("numpy.require",),
    "it makes functions that the compiler cannot read: write the loop, or array operations": (
        "numpy.frompyfunc", "numpy.ufunc", "numpy.vectorize",
    ),
    "how many arguments it gives is not known: call the function with what `np.indices` gives": ("numpy.fromfunction",),
    "it takes items one by one from an iterator: use `np.array` of a list": ("numpy.fromiter",),
    "it returns an object with named parts: use `np.unique` with `return_index`, `return_inverse`, `return_counts`": (
        "numpy.unique_all", "numpy.unique_counts", "numpy.unique_inverse",
    ),
    "counts in boxes of several axes are constant, their weights and edges not covered: use `np.histogram`": (
        "numpy.histogram2d", "numpy.histogramdd",
    ),
    "its derivative by the shape parameter needs a Bessel function that NumPy has not": ("numpy.kaiser",),
}  # fmt: skip

UNCOVERED: Mapping[str, str] = {name: reason for reason, names in _BY_REASON.items() for name in names}
