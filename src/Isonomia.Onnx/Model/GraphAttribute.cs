using Google.Protobuf;

namespace Isonomia.Onnx;

/// <summary>A named setting of an ONNX node.</summary>
public sealed class GraphAttribute
{
    private GraphAttribute(AttributeProto proto) => Proto = proto;

    internal AttributeProto Proto { get; }

    internal static GraphAttribute Of(AttributeProto proto) => new(proto);

    /// <summary>Makes an integer attribute.</summary>
    /// <param name="name">The attribute's name in the operator's specification.</param>
    /// <param name="value">The value.</param>
    /// <returns>The attribute.</returns>
    public static GraphAttribute Integer(string name, long value) =>
        new(new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value });

    /// <summary>Makes an attribute that is a list of integers.</summary>
    /// <param name="name">The attribute's name in the operator's specification.</param>
    /// <param name="values">The values.</param>
    /// <returns>The attribute.</returns>
    public static GraphAttribute Integers(string name, params long[] values) =>
        new(new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } });

    /// <summary>Makes a real attribute.</summary>
    /// <param name="name">The attribute's name in the operator's specification.</param>
    /// <param name="value">The value.</param>
    /// <returns>The attribute.</returns>
    public static GraphAttribute Real(string name, float value) =>
        new(new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value });

    /// <summary>Makes a text attribute.</summary>
    /// <param name="name">The attribute's name in the operator's specification.</param>
    /// <param name="value">The value.</param>
    /// <returns>The attribute.</returns>
    public static GraphAttribute Text(string name, string value) => new(new AttributeProto
    {
        Name = name,
        Type = AttributeProto.Types.AttributeType.String,
        S = ByteString.CopyFromUtf8(value),
    });
}
