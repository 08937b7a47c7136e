namespace Isonomia.Studies;

/// <summary>One step of a study: knows what its result depends on, and makes it.</summary>
internal abstract class Stage(string id)
{
    /// <summary>The stage's id: its kind, and what it is of.</summary>
    internal string Id { get; } = id;

    /// <summary>The ids of the stages whose results it reads.</summary>
    internal abstract IReadOnlyList<string> After { get; }

    /// <summary>What the result depends on besides the stages before: settings, versions, hashes of outside
    /// files.</summary>
    internal abstract IReadOnlyDictionary<string, string> Inputs(StageContext context);

    /// <summary>Makes the result. Files go to their final places whole; a stage that was stopped can be started
    /// again.</summary>
    internal abstract StageResult Run(StageContext context);
}

/// <summary>What a stage made.</summary>
/// <param name="Outputs">Its files, absolute; those under <c>embeddings</c> check themselves and are not hashed
/// here.</param>
/// <param name="Fingerprint">A hash over what the next stages read, or null: over the outputs.</param>
/// <param name="Notes">What a person should know.</param>
internal sealed record StageResult(IReadOnlyList<string> Outputs, string? Fingerprint, IReadOnlyList<string> Notes);
