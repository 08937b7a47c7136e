using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Isonomia.Onnx;

/// <summary>Reads and makes the tensors that a model file holds, whichever of the format's fields carries the
/// numbers.</summary>
internal static class TensorData
{
    /// <summary>Whether a type holds real numbers, so that a gradient can flow through it.</summary>
    internal static bool IsReal(TensorProto.Types.DataType type) => type is TensorProto.Types.DataType.Float
        or TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Float16
        or TensorProto.Types.DataType.Bfloat16;

    /// <summary>The bytes that a tensor's type and shape need, or null for types of no fixed size.</summary>
    internal static long? ByteCount(TensorProto tensor)
    {
        long count = Count(tensor.Dims);
        return (TensorProto.Types.DataType)tensor.DataType switch
        {
            TensorProto.Types.DataType.Undefined or TensorProto.Types.DataType.String => null,
            TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Int64 or TensorProto.Types.DataType.Uint64
                or TensorProto.Types.DataType.Complex64 => 8 * count,
            TensorProto.Types.DataType.Complex128 => 16 * count,
            TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Int32
                or TensorProto.Types.DataType.Uint32 => 4 * count,
            TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Bfloat16
                or TensorProto.Types.DataType.Int16 or TensorProto.Types.DataType.Uint16 => 2 * count,
            TensorProto.Types.DataType.Int4 or TensorProto.Types.DataType.Uint4 => (count + 1) / 2,
            TensorProto.Types.DataType.Int8 or TensorProto.Types.DataType.Uint8
                or TensorProto.Types.DataType.Bool => count,
            _ => null,
        };
    }

    internal static long Count(IEnumerable<long> shape) =>
        shape.Aggregate(1L, (product, size) => checked(product * size));

    internal static TensorProto Of(string name, ReadOnlySpan<long> values, params long[] shape) =>
        Raw(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), shape);

    internal static TensorProto Of(string name, ReadOnlySpan<float> values, params long[] shape) =>
        Raw(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), shape);

    internal static TensorProto Raw(
        string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, params long[] shape) => new()
        {
            Name = name, DataType = (int)type, Dims = { shape }, RawData = ByteString.CopyFrom(bytes),
        };

    /// <summary>Makes a tensor of a real type from numbers in double precision.</summary>
    internal static TensorProto Reals(
        string name, TensorProto.Types.DataType type, ReadOnlySpan<double> values, params long[] shape)
    {
        switch (type)
        {
            case TensorProto.Types.DataType.Double:
                return Raw(name, type, MemoryMarshal.AsBytes(values), shape);
            case TensorProto.Types.DataType.Float16:
                Half[] halves = new Half[values.Length];
                for (int i = 0; i < halves.Length; i++)
                {
                    halves[i] = (Half)values[i];
                }

                return Raw(name, type, MemoryMarshal.AsBytes<Half>(halves), shape);
            case TensorProto.Types.DataType.Bfloat16:
                ushort[] short16 = new ushort[values.Length];
                for (int i = 0; i < short16.Length; i++)
                {
                    // The upper half of a float32, rounded to even.
                    uint bits = BitConverter.SingleToUInt32Bits((float)values[i]);
                    short16[i] = (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
                }

                return Raw(name, type, MemoryMarshal.AsBytes<ushort>(short16), shape);
            default:
                float[] singles = new float[values.Length];
                for (int i = 0; i < singles.Length; i++)
                {
                    singles[i] = (float)values[i];
                }

                return Raw(name, type, MemoryMarshal.AsBytes<float>(singles), shape);
        }
    }

    /// <summary>The integers of a small integer or truth tensor, or null where it holds something else.</summary>
    internal static long[]? Integers(TensorProto tensor)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
        {
            return null;
        }

        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        switch ((TensorProto.Types.DataType)tensor.DataType)
        {
            case TensorProto.Types.DataType.Int64:
                return raw.Length > 0 ? MemoryMarshal.Cast<byte, long>(raw).ToArray() : [.. tensor.Int64Data];
            case TensorProto.Types.DataType.Int32:
                return raw.Length > 0 ? Wide(MemoryMarshal.Cast<byte, int>(raw))
                    : [.. tensor.Int32Data.Select(value => (long)value)];
            case TensorProto.Types.DataType.Bool or TensorProto.Types.DataType.Uint8:
                return raw.Length > 0 ? Wide(raw) : [.. tensor.Int32Data.Select(value => (long)value)];
            default:
                return null;
        }
    }

    /// <summary>The numbers of a real tensor in double precision, or null where it holds something else.</summary>
    internal static double[]? Reals(TensorProto tensor)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
        {
            return null;
        }

        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        switch ((TensorProto.Types.DataType)tensor.DataType)
        {
            case TensorProto.Types.DataType.Float when raw.Length == 0:
                return [.. tensor.FloatData.Select(value => (double)value)];
            case TensorProto.Types.DataType.Float:
                double[] numbers = new double[raw.Length / sizeof(float)];
                for (int i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(raw[(i * sizeof(float))..]);
                }

                return numbers;
            case TensorProto.Types.DataType.Double:
                return raw.Length > 0 ? MemoryMarshal.Cast<byte, double>(raw).ToArray() : [.. tensor.DoubleData];
            case TensorProto.Types.DataType.Float16:
                ushort[] bits = raw.Length > 0 ? MemoryMarshal.Cast<byte, ushort>(raw).ToArray()
                    : [.. tensor.Int32Data.Select(value => (ushort)value)];
                return [.. bits.Select(value => (double)BitConverter.UInt16BitsToHalf(value))];
            default:
                return null;
        }
    }

    private static long[] Wide(ReadOnlySpan<int> values)
    {
        long[] wide = new long[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return wide;
    }

    private static long[] Wide(ReadOnlySpan<byte> values)
    {
        long[] wide = new long[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return wide;
    }
}
