using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

/// <summary>A method that trains or corrects a classifier so that groups are served more alike.</summary>
/// <param name="Id">The id, snake_case: the name papers and Python tools use.</param>
/// <param name="Name">The name a report prints.</param>
/// <param name="Stage">Where it acts.</param>
/// <param name="Definition">What it computes, in one line.</param>
/// <param name="Source">Where the definition comes from.</param>
public sealed partial record MitigationMethod(
    string Id, string Name, MitigationStage Stage, string Definition, Citation Source) : ICatalogEntry
{
    /// <summary>Every method, sorted by id.</summary>
    public static Catalog<MitigationMethod> All => field ??= Catalog.Of<MitigationMethod>();

    /// <summary>Whether the attribute of training (or, for what is fitted afterwards, validation) rows is
    /// needed.</summary>
    public bool NeedsAttributeInTraining { get; init; }

    /// <summary>Whether the attribute of every row that is judged is needed; such use is flagged.</summary>
    public bool NeedsAttributeAtTest { get; init; }

    /// <summary>Whether it shapes a hidden layer and therefore needs the head <c>mlp</c>.</summary>
    public bool NeedsHiddenLayer { get; init; }

    /// <summary>Whether it needs embeddings of texts in the space of the pictures.</summary>
    public bool NeedsTexts { get; init; }

    /// <summary>Whether it works on pixels, not on embeddings.</summary>
    public bool NeedsPictures { get; init; }

    /// <summary>Whether it works on more than two classes; others are refused there.</summary>
    public bool AllowsSeveralClasses { get; init; }

    /// <summary>Whether it changes embeddings or has a classifier of its own, so that it works on embeddings that stay
    /// as they are, and not with a model under training.</summary>
    public bool NeedsFrozenEmbeddings { get; init; }

    /// <summary>Whether it leaves columns of embeddings out, so that texts no longer fit them.</summary>
    internal bool DropsColumns { get; init; }

    /// <summary>The method that this one is with a linear head on frozen embeddings, or null; a benchmark does not
    /// count both.</summary>
    public string? LinearTwin { get; init; }

    /// <summary>Whether its decisions are drawn; a row always gets the same answer for one seed.</summary>
    public bool IsRandomized { get; init; }

    /// <summary>Whether it works on scores alone, so that any table of predictions will do.</summary>
    public bool WorksOnScores => Post is not null;

    /// <summary>The hyper-parameters.</summary>
    public IReadOnlyList<MitigationSetting> Settings { get; init; } = [];

    /// <summary>What the implementation does differently from its source; empty where nothing.</summary>
    public string Deviation { get; init; } = string.Empty;

    /// <summary>Changes the problem before training: weights, sampling, labels or embeddings; null: nothing.</summary>
    internal Func<MitigationContext, MitigationProblem>? Prepare { get; init; }

    /// <summary>The loss of a run; null: cross-entropy.</summary>
    internal Func<MitigationContext, TrainingLoss>? Loss { get; init; }

    /// <summary>How steps are taken beyond the plain optimizer; null: as they are.</summary>
    internal Func<MitigationContext, StepRule>? Steps { get; init; }

    /// <summary>The whole training, for methods of several stages; null: one run of a head.</summary>
    internal Func<MitigationContext, CancellationToken, TrainedScores>? Fit { get; init; }

    /// <summary>What is fitted on the scores of validation rows afterwards; null: nothing.</summary>
    internal Func<PostProblem, PostOutcome>? Post { get; init; }
}
