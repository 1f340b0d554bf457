"""Records of arrays as compiled functions see them: one address, not every array's description.

numba passes a named tuple of arrays as seven words for each array, to every function and through
every assignment; most of the compiler's time went into that. Here a record
is the address of its words, written on the caller's stack when compiled code is entered: a number
is one word, an array its address and its extents, a record within it follows in place. In Python
it stays the named tuple that it is.
"""

import zlib
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.imputils import lower_getattr_generic
from numba.core.pythonapi import NativeValue
from numba.core.typing.templates import AttributeTemplate
from numba.core.typing.typeof import typeof_impl
from numba.extending import infer_getattr, models, register_model, unbox

WORD = ir.IntType(64)


class Record(types.Type):
    """The type of a record: of each field the first of its words, and its type."""

    def __init__(self, name: str, fields: dict[str, Any]) -> None:
        self.fields: dict[str, tuple[int, Any]] = {}
        self.words = 0
        for field, kind in fields.items():
            self.fields[field] = self.words, kind
            self.words += _words(kind)
        # types are equal when their names are
        known = ",".join(f"{field}:{kind}" for field, kind in fields.items())
        super().__init__(f"{name}:{zlib.crc32(known.encode()):08x}")


def _words(kind: Any) -> int:
    if isinstance(kind, Record):
        return kind.words
    return 1 + kind.ndim if isinstance(kind, types.Array) else 1


@register_model(Record)
class Address(models.PrimitiveModel):
    """How a record is passed."""

    def __init__(self, manager: Any, record: Record) -> None:
        super().__init__(manager, record, WORD.as_pointer())


@infer_getattr
class Fields(AttributeTemplate):
    """What type a record's field has."""

    key = Record

    def generic_resolve(self, record: Record, field: str) -> Any:  # type: ignore[override] # numba has a mark there
        """None where there is no such field."""
        place = record.fields.get(field)
        return place and place[1]


def passed_by_address(made: type[Any]) -> None:
    """Let compiled functions take a class of named tuples by address."""
    typeof_impl.register(made)(_record_of)


def _record_of(value: Any, context: Any) -> Record:
    fields = {name: typeof_impl(each, context) for name, each in value._asdict().items()}
    for name, kind in fields.items():
        # the words do not say how far apart an array's entries lie
        if isinstance(kind, types.Array) and kind.layout != "C":
            raise TypeError(f"{type(value).__name__}.{name} is no array in one piece")
    return Record(type(value).__name__, fields)


@unbox(Record)
def _entered(record: Record, value: Any, c: Any) -> NativeValue:
    """Write a record's words where compiled code is entered from Python."""
    words = cgutils.alloca_once(c.builder, WORD, size=max(1, record.words))
    return NativeValue(words, is_error=_written(record, value, c, words))


def _written(record: Record, value: Any, c: Any, words: Any) -> Any:
    failed = cgutils.false_bit
    for index, (place, kind) in enumerate(record.fields.values()):
        item = c.pyapi.tuple_getitem(value, index)
        at = _at(c.builder, words, place)
        if isinstance(kind, Record):
            failed = c.builder.or_(failed, _written(kind, item, c, at))
            continue
        native = c.unbox(kind, item)
        failed = c.builder.or_(failed, native.is_error)
        for offset, word in enumerate(_description(c, kind, native.value)):
            c.builder.store(word, _at(c.builder, at, offset))
    return failed


def _description(c: Any, kind: Any, value: Any) -> list[Any]:
    """The words of a field: an array's address and extents, or a number."""
    if isinstance(kind, types.Array):
        array = c.context.make_array(kind)(c.context, c.builder, value)
        extents = cgutils.unpack_tuple(c.builder, array.shape, kind.ndim)
        return [c.builder.ptrtoint(array.data, WORD), *extents]
    return [c.context.cast(c.builder, value, kind, types.int64)]


def _at(builder: Any, words: Any, place: int) -> Any:
    return builder.gep(words, [ir.Constant(WORD, place)])


@lower_getattr_generic(Record)
def _field(context: Any, builder: Any, record: Record, words: Any, field: str) -> Any:
    """Read one field of a record."""
    place, kind = record.fields[field]
    if isinstance(kind, Record):
        return _at(builder, words, place)
    first = _word(builder, words, place)
    if not isinstance(kind, types.Array):
        return context.cast(builder, first, types.int64, kind)
    extents = [_word(builder, words, place + 1 + axis) for axis in range(kind.ndim)]
    return _array(context, builder, kind, first, extents)


def _word(builder: Any, words: Any, place: int) -> Any:
    word = builder.load(_at(builder, words, place))
    # nobody writes it while compiled code runs
    word.set_metadata("invariant.load", builder.module.add_metadata([]))
    return word


def _array(context: Any, builder: Any, kind: Any, address: Any, extents: list[Any]) -> Any:
    """An array in one piece as numba describes it; Python keeps it alive."""
    array = context.make_array(kind)(context, builder)
    itemsize = ir.Constant(WORD, context.get_abi_sizeof(context.get_data_type(kind.dtype)))
    strides: list[Any] = []
    entries = ir.Constant(WORD, 1)
    for extent in reversed(extents):
        strides.insert(0, builder.mul(entries, itemsize))
        entries = builder.mul(entries, extent)
    array.data = builder.inttoptr(address, array.data.type)
    array.meminfo = cgutils.get_null_value(array.meminfo.type)
    array.parent = cgutils.get_null_value(array.parent.type)
    array.nitems = entries
    array.itemsize = itemsize
    array.shape = cgutils.pack_array(builder, extents, WORD)
    array.strides = cgutils.pack_array(builder, strides, WORD)
    return array._getvalue()
