namespace Isonomia.Curation;

/// <summary>The fairness account of one step, or of a whole pipeline.</summary>
public sealed record StepAccount
{
    /// <summary>The step as it was written, with every setting; <c>total</c> for the pipeline.</summary>
    public required string Step { get; init; }

    /// <summary>Images before.</summary>
    public required long Before { get; init; }

    /// <summary>Images removed.</summary>
    public required long Removed { get; init; }

    /// <summary>Images left.</summary>
    public long After => Before - Removed;

    /// <summary>Patients before; as many as images where no patient is declared.</summary>
    public required long PatientsBefore { get; init; }

    /// <summary>Patients with an image left.</summary>
    public required long PatientsAfter { get; init; }

    /// <summary>(Σw)²/Σw² of what is left.</summary>
    public required double EffectiveSize { get; init; }

    /// <summary>Every factor.</summary>
    public required IReadOnlyList<FactorAccount> Factors { get; init; }

    /// <summary>How many were removed for which reason.</summary>
    public required IReadOnlyList<ReasonCount> Reasons { get; init; }

    /// <summary>What the step found out: thresholds it calibrated, divergences, recall.</summary>
    public IReadOnlyList<StepMeasure> Measures { get; init; } = [];

    /// <summary>Sentences that a reader must see.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Some of what was removed, by id, with what stands for it.</summary>
    public IReadOnlyList<RemovalExample> Examples { get; init; } = [];

    /// <summary>Whether the limits hold and no uneven factor is left unaccepted.</summary>
    public bool Passes => Failures.Count == 0;

    /// <summary>Why not, one sentence each.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];
}
