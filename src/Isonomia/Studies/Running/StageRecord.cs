using System.Text.Json;
using Isonomia.Datasets;

namespace Isonomia.Studies;

/// <summary>What a stage was made from and what it made; a file in <c>results/stages</c>, written when the stage is
/// whole.</summary>
public sealed record StageRecord
{
    /// <summary>The schema's id.</summary>
    public const string SchemaId = "isonomia.stage/1";

    /// <summary>The schema of the file.</summary>
    public string Schema { get; init; } = SchemaId;

    /// <summary>The stage's id, for example <c>probe/mobilenet_v2</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Everything the stage's result depends on, by name: hashes of data and models, settings,
    /// versions.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    /// <summary>The files it made, relative to the results folder.</summary>
    public required IReadOnlyList<StageOutput> Outputs { get; init; }

    /// <summary>A hash over what the next stages read of it; they run again only where it changes.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it ran, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The energy the processor took meanwhile (all of the machine), in joules; null where the machine does
    /// not tell.</summary>
    public double? EnergyJoules { get; init; }

    /// <summary>What a person should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    internal static StageRecord? TryRead(string path)
    {
        try
        {
            StageRecord? record = File.Exists(path)
                ? JsonSerializer.Deserialize<StageRecord>(File.ReadAllText(path), ResultJson.Options)
                : null;
            return record?.Schema == SchemaId ? record : null;
        }
        catch (JsonException)
        {
            return null; // a damaged record is none: the stage runs again
        }
    }

    internal void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.WriteText(path, JsonSerializer.Serialize(this, ResultJson.Options) + "\n");
    }
}
