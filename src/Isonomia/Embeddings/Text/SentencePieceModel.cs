using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>What a SentencePiece file holds, as far as encoding needs it (protocol buffers; fields of
/// sentencepiece_model.proto).</summary>
internal sealed class SentencePieceModel
{
    private const int Unigram = 1;
    private const int Normal = 1;
    private const int Unknown = 2;
    private const int UserDefined = 4;
    private const int Byte = 6;

    private SentencePieceModel()
    {
    }

    /// <summary>The id of every piece, control pieces included.</summary>
    internal Dictionary<string, int> Ids { get; } = new(StringComparer.Ordinal);

    /// <summary>The score of every piece that text can be split into.</summary>
    internal Dictionary<string, float> Scores { get; } = new(StringComparer.Ordinal);

    internal float LowestScore { get; private set; }

    internal int UnknownId { get; private set; }

    /// <summary>Whether there is a piece for each of the 256 bytes.</summary>
    internal bool HasBytes { get; private set; }

    internal bool AddsFirstSpace { get; private set; } = true;

    internal bool RemovesExtraSpaces { get; private set; } = true;

    internal static SentencePieceModel Read(string path)
    {
        SentencePieceModel model = new();
        int kind = Unigram;
        int byteCount = 0;
        try
        {
            foreach ((int field, _, ReadOnlyMemory<byte> content) in Fields(File.ReadAllBytes(path)))
            {
                if (field == 1)
                {
                    byteCount += model.AddPiece(content) == Byte ? 1 : 0;
                }
                else if (field == 2)
                {
                    kind = Fields(content).Where(inner => inner.Field == 3).Select(inner => (int)inner.Number)
                        .FirstOrDefault(Unigram);
                }
                else if (field == 3)
                {
                    foreach ((int inner, ulong number, _) in Fields(content))
                    {
                        model.AddsFirstSpace = inner == 3 ? number != 0 : model.AddsFirstSpace;
                        model.RemovesExtraSpaces = inner == 4 ? number != 0 : model.RemovesExtraSpaces;
                    }
                }
            }
        }
        catch (Exception failure) when (
            failure is InvalidDataException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new ModelException(path, "it is damaged or no SentencePiece model", failure);
        }

        model.HasBytes = byteCount == 256;
        model.LowestScore = model.Scores.Count == 0 ? 0 : model.Scores.Values.Min();
        return kind == Unigram
            ? model
            : throw new ModelException(path,
                $"it is a SentencePiece model of type {kind}; a unigram model (type 1) was expected");
    }

    private int AddPiece(ReadOnlyMemory<byte> content)
    {
        string piece = string.Empty;
        float score = 0;
        int type = Normal;
        foreach ((int field, ulong number, ReadOnlyMemory<byte> text) in Fields(content))
        {
            piece = field == 1 ? Encoding.UTF8.GetString(text.Span) : piece;
            score = field == 2 ? BitConverter.UInt32BitsToSingle((uint)number) : score;
            type = field == 3 ? (int)number : type;
        }

        int id = Ids.Count;
        if (!Ids.TryAdd(piece, id))
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"piece {id} repeats"));
        }

        if (type is Normal or UserDefined)
        {
            Scores.Add(piece, score);
        }
        else if (type == Unknown)
        {
            UnknownId = id;
        }

        return type;
    }

    /// <summary>The fields of one protocol buffer message.</summary>
    private static IEnumerable<(int Field, ulong Number,
        ReadOnlyMemory<byte> Content)> Fields(ReadOnlyMemory<byte> message)
    {
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Variable(message.Span, ref at);
            int field = checked((int)(tag >> 3));
            switch (tag & 7)
            {
                case 0:
                    yield return (field, Variable(message.Span, ref at), default);
                    break;
                case 1:
                    yield return (field, BinaryPrimitives.ReadUInt64LittleEndian(message.Span.Slice(at, 8)), default);
                    at += 8;
                    break;
                case 2:
                    int length = checked((int)Variable(message.Span, ref at));
                    yield return (field, 0, message.Slice(at, length));
                    at += length;
                    break;
                case 5:
                    yield return (field, BinaryPrimitives.ReadUInt32LittleEndian(message.Span.Slice(at, 4)), default);
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException("a field has an unknown wire type");
            }
        }
    }

    private static ulong Variable(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (at >= bytes.Length)
            {
                break;
            }

            byte one = bytes[at++];
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number ends too early");
    }
}
