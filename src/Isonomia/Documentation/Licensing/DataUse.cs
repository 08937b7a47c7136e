namespace Isonomia.Documentation;

/// <summary>What somebody wants to do with data or a model.</summary>
public sealed record DataUse
{
    /// <summary>The purposes there are.</summary>
    public static IReadOnlyList<string> Purposes { get; } =
        ["research", "evaluation", "training", "clinical", "commercial"];

    /// <summary>The actions there are.</summary>
    public static IReadOnlyList<string> Actions { get; } = ["process", "adapt", "redistribute", "publish_weights"];

    /// <summary>One of <see cref="Purposes"/>.</summary>
    public string Purpose { get; init; } = "research";

    /// <summary>One of <see cref="Actions"/>.</summary>
    public string Action { get; init; } = "process";

    /// <summary>Whether the actor is commercial.</summary>
    public bool IsCommercialActor { get; init; }

    /// <summary>The place of use as a country's code or name, or null.</summary>
    public string? Place { get; init; }

    /// <summary>The day of use, or null: rules about dates cannot be decided then.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The disease as a MONDO id, or null.</summary>
    public string? Disease { get; init; }

    /// <summary>Diseases that count as the one of the consent, because they are its kinds: child id to parent
    /// id.</summary>
    public IReadOnlyDictionary<string, string> DiseaseParents { get; init; } = new Dictionary<string,
        string>(StringComparer.Ordinal);

    /// <summary>The type of research, for consents limited to one, or null.</summary>
    public string? ResearchType { get; init; }

    /// <summary>Whether a method is developed; null: training counts as it unless a person says otherwise.</summary>
    public bool? IsMethodsDevelopment { get; init; }

    /// <summary>Consent codes for which the asked document is at hand: IRB, COL, US, PS, IS.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];
}
