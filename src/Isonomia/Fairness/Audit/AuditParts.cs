namespace Isonomia.Fairness;

/// <summary>Something a reader must know before believing the numbers.</summary>
/// <param name="Id">The flag, for example <c>threshold_from_test</c>, <c>patient_overlap</c>, <c>rows_assumed_independent</c>.</param>
/// <param name="Sentence">What it means here, for a person.</param>
/// <param name="IsSevere">Whether it belongs in the headline.</param>
public sealed record AuditFlag(string Id, string Sentence, bool IsSevere = false);

/// <summary>How many rows, units and labels a set of rows holds.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Units">Patients, or rows where no patient is known.</param>
/// <param name="Positives">Rows with a positive label (binary), else null.</param>
/// <param name="Negatives">Rows with a negative label (binary), else null.</param>
/// <param name="Unlabeled">Rows whose label is unknown.</param>
/// <param name="EffectiveRows">(Σw)²/Σw² where weights are used, else null.</param>
public sealed record SampleSize(
    long Rows, long Units, long? Positives, long? Negatives, long Unlabeled = 0, double? EffectiveRows = null);

/// <summary>A metric's value with its interval, or the reason why there is none.</summary>
public sealed record MetricValue
{
    /// <summary>The value, or null where undefined.</summary>
    public double? Value { get; init; }

    /// <summary>The lower end of the interval, or null.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the interval, or null.</summary>
    public double? High { get; init; }

    /// <summary>The number of rows the value rests on.</summary>
    public long N { get; init; }

    /// <summary>The interval method, for example <c>bca</c>, or null.</summary>
    public string? Method { get; init; }

    /// <summary>The resampling standard error, or null.</summary>
    public double? StandardError { get; init; }

    /// <summary>Why there is no value, or null.</summary>
    public string? Undefined { get; init; }

    /// <summary>Why there is a value but no interval, or null.</summary>
    public string? IntervalUndefined { get; init; }

    /// <summary>The share of replicates in which the value was undefined, or null where none were.</summary>
    public double? UndefinedShare { get; init; }

    /// <summary>Flags of this value.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}

/// <summary>One group of one attribute.</summary>
public sealed record GroupResult
{
    /// <summary>The attribute or crossing.</summary>
    public required string Attribute { get; init; }

    /// <summary>The group's name; <c>(missing)</c> for rows without a value.</summary>
    public required string Group { get; init; }

    /// <summary>Rows.</summary>
    public required long N { get; init; }

    /// <summary>Patients.</summary>
    public required long Units { get; init; }

    /// <summary>Rows with a positive label, or null for tasks without one.</summary>
    public long? Positives { get; init; }

    /// <summary>Rows with a negative label, or null for tasks without one.</summary>
    public long? Negatives { get; init; }

    /// <summary>The share of audited rows in this group.</summary>
    public required double Share { get; init; }

    /// <summary>Whether these are the rows without a value.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Whether this is a cell of a crossing.</summary>
    public bool IsIntersection { get; init; }

    /// <summary>Whether this is the reference group.</summary>
    public bool IsReference { get; init; }

    /// <summary>Whether the group is below a floor and therefore left out of contrasts and verdicts.</summary>
    public bool IsSmall { get; init; }

    /// <summary>Which floor it is below, in words, or null.</summary>
    public string? SmallReason { get; init; }

    /// <summary>The metrics by id.</summary>
    public required IReadOnlyDictionary<string, MetricValue> Metrics { get; init; }
}

/// <summary>One aggregation or criterion of one attribute.</summary>
public sealed record DisparityResult
{
    /// <summary>The attribute or crossing.</summary>
    public required string Attribute { get; init; }

    /// <summary>The metric id, or the criterion id.</summary>
    public required string Metric { get; init; }

    /// <summary>The aggregation id, or <c>criterion</c>.</summary>
    public required string Aggregation { get; init; }

    /// <summary>The control level it was computed within, or null.</summary>
    public string? Control { get; init; }

    /// <summary>The value, or null where undefined.</summary>
    public double? Value { get; init; }

    /// <summary>The lower end of its interval, or null.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of its interval, or null.</summary>
    public double? High { get; init; }

    /// <summary>The interval method, or null.</summary>
    public string? Method { get; init; }

    /// <summary>The raw p-value (max-T over all pairs), or null.</summary>
    public double? P { get; init; }

    /// <summary>The p-value adjusted in its family, or null.</summary>
    public double? PAdjusted { get; init; }

    /// <summary>The adjustment and family, for example <c>holm over 12 primary tests</c>, or null.</summary>
    public string? Adjustment { get; init; }

    /// <summary><c>primary</c> or <c>exploratory</c>.</summary>
    public required string Role { get; init; }

    /// <summary><c>disparity_found</c>, <c>no_disparity_found</c>, <c>insufficient_evidence</c>, or null where no verdict is given.</summary>
    public string? Verdict { get; init; }

    /// <summary>The particulars.</summary>
    public required DisparityDetail Detail { get; init; }
}

/// <summary>The particulars of a disparity.</summary>
public sealed record DisparityDetail
{
    /// <summary>Why there is no value, or null.</summary>
    public string? Undefined { get; init; }

    /// <summary>The rule behind the verdict, for example <c>exceeds_margin</c>, <c>interval_reaches_margin</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The verdict in one sentence.</summary>
    public string? Sentence { get; init; }

    /// <summary>The margin δ of the verdict.</summary>
    public double? Margin { get; init; }

    /// <summary>The worst-off group (lowest for higher-is-better metrics).</summary>
    public string? WorstGroup { get; init; }

    /// <summary>The best-off group.</summary>
    public string? BestGroup { get; init; }

    /// <summary>The groups that entered.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The groups left out, each with its reason.</summary>
    public IReadOnlyList<LeftOutGroup> LeftOut { get; init; } = [];

    /// <summary>All pairwise contrasts with simultaneous intervals.</summary>
    public IReadOnlyList<ContrastResult> Contrasts { get; init; } = [];

    /// <summary>The gap that this data could have detected with power 0.8, or null.</summary>
    public double? MinimumDetectableGap { get; init; }

    /// <summary>How many times the data would be needed to detect a gap of the margin, or null.</summary>
    public double? SampleMultiplier { get; init; }

    /// <summary>The group whose standard error limits the contrast, or null.</summary>
    public string? LimitingGroup { get; init; }

    /// <summary>The p-value of the permutation test, or null.</summary>
    public double? PermutationP { get; init; }

    /// <summary>Mean and 95 % quantile of the gap when groups are permuted, or null.</summary>
    public NullGap? NullGap { get; init; }

    /// <summary>The gap after subtracting the bootstrap bias.</summary>
    public double? GapBootCorrected { get; init; }

    /// <summary>The gap of the shrunken group values.</summary>
    public double? GapShrunk { get; init; }

    /// <summary>The between-group variance, double corrected; may be negative.</summary>
    public double? BetweenVariance { get; init; }

    /// <summary>Heterogeneity I², or null.</summary>
    public double? ISquared { get; init; }

    /// <summary>The share of undefined replicates.</summary>
    public double? UndefinedShare { get; init; }

    /// <summary>Flags of this disparity.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}

/// <summary>A group that did not enter an aggregate.</summary>
/// <param name="Group">The group.</param>
/// <param name="Reason">Why.</param>
public sealed record LeftOutGroup(string Group, string Reason);

/// <summary>A contrast between two groups (or a group and overall).</summary>
/// <param name="Metric">The metric.</param>
/// <param name="A">The first group.</param>
/// <param name="B">The second group, or <c>overall</c>.</param>
/// <param name="Value">Value of A minus value of B.</param>
/// <param name="Low">The lower simultaneous end, or null.</param>
/// <param name="High">The upper simultaneous end, or null.</param>
/// <param name="P">The max-T p-value, or null.</param>
public sealed record ContrastResult(string Metric, string A, string B, double Value, double? Low, double? High, double? P);

/// <summary>The gap under permuted groups.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Quantile95">Its 95 % quantile.</param>
public sealed record NullGap(double Mean, double Quantile95);

/// <summary>How decisions were made.</summary>
/// <param name="Policy">The policy id with its parameter.</param>
/// <param name="Value">The threshold, or null where none was feasible or it differs by group.</param>
/// <param name="Origin">Where it was chosen: <c>fixed</c>, <c>validation</c>, <c>cross_fitted</c>, <c>evaluation</c>.</param>
/// <param name="Comparison"><c>&gt;=</c> or <c>&gt;</c>.</param>
/// <param name="TieRule">How ties between thresholds were broken.</param>
/// <param name="Undefined">Why there is none, or null.</param>
public sealed record ThresholdResult(
    string Policy, double? Value, string Origin, string Comparison, string? TieRule = null, string? Undefined = null)
{
    /// <summary>The thresholds of each group under a group-specific policy, else empty.</summary>
    public IReadOnlyDictionary<string, double> ByGroup { get; init; } = new Dictionary<string, double>();
}

/// <summary>The answer of the audit.</summary>
public sealed record AuditVerdict
{
    /// <summary>The most severe verdict over the primary criteria.</summary>
    public required string Verdict { get; init; }

    /// <summary>How many primary criteria × attributes found a disparity.</summary>
    public required int Found { get; init; }

    /// <summary>How many had insufficient evidence.</summary>
    public required int Insufficient { get; init; }

    /// <summary>How many found none above the margin.</summary>
    public required int NoneFound { get; init; }

    /// <summary>The answer in one sentence a clinician understands.</summary>
    public required string Headline { get; init; }

    /// <summary>Further sentences: the next findings, what the data cannot tell.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>The disparity the headline speaks of: attribute, or null.</summary>
    public string? Attribute { get; init; }

    /// <summary>The disparity the headline speaks of: metric or criterion, or null.</summary>
    public string? Metric { get; init; }

    /// <summary>The worst-served group of the headline, or null.</summary>
    public string? WorstGroup { get; init; }

    /// <summary>Whether a verdict changes under another listed definition.</summary>
    public bool DependsOnDefinition { get; init; }

    /// <summary>What was not assessed and why.</summary>
    public IReadOnlyList<string> NotAssessed { get; init; } = [];
}

/// <summary>What a crossing of attributes adds (specification §9).</summary>
public sealed record IntersectionResult
{
    /// <summary>The crossing.</summary>
    public required string Attribute { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The gap over the crossing's supported cells, or null.</summary>
    public double? Gap { get; init; }

    /// <summary>The gap of the shrunken cell values, or null.</summary>
    public double? GapShrunk { get; init; }

    /// <summary>The gap over the crossing minus the largest gap of its single attributes, or null.</summary>
    public double? Excess { get; init; }

    /// <summary>The lower end of the excess's interval, or null.</summary>
    public double? ExcessLow { get; init; }

    /// <summary>The upper end of the excess's interval, or null.</summary>
    public double? ExcessHigh { get; init; }

    /// <summary>Heterogeneity I², or null.</summary>
    public double? ISquared { get; init; }

    /// <summary>The worst cell.</summary>
    public string? WorstCell { get; init; }

    /// <summary>The pair of cells that is furthest apart.</summary>
    public string? WorstPair { get; init; }

    /// <summary>Raw and shrunken value of each supported cell.</summary>
    public IReadOnlyList<CellResult> Cells { get; init; } = [];

    /// <summary>Cells that are empty or below the floors, by name with the reason.</summary>
    public IReadOnlyList<LeftOutGroup> Unsupported { get; init; } = [];
}

/// <summary>One cell of a crossing.</summary>
/// <param name="Group">The cell.</param>
/// <param name="N">Rows.</param>
/// <param name="Value">The raw value.</param>
/// <param name="Shrunk">The value shrunk towards the mean of the cells, or null.</param>
public sealed record CellResult(string Group, long N, double Value, double? Shrunk);

/// <summary>One definition of a disparity and what it concludes.</summary>
/// <param name="Family">What is being defined, for example <c>equalized_odds</c>.</param>
/// <param name="Id">The variant.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Value">Its value, or null.</param>
/// <param name="Conclusion">What follows, for example <c>above_margin</c>, <c>pass</c>, or a verdict.</param>
/// <param name="Differs">Whether the conclusion differs from the default definition's.</param>
/// <param name="UsedBy">Who uses it.</param>
public sealed record DefinitionResult(
    string Family, string Id, string Attribute, double? Value, string? Conclusion, bool Differs, string UsedBy);

/// <summary>Who is in the data by one attribute.</summary>
public sealed record CompositionResult
{
    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>Rows with no value.</summary>
    public required long Missing { get; init; }

    /// <summary>Prevalence among rows with no value, or null.</summary>
    public double? MissingPrevalence { get; init; }

    /// <summary>Prevalence among rows with a value, or null.</summary>
    public double? KnownPrevalence { get; init; }

    /// <summary>The p-value of the test that missingness does not depend on the label, or null.</summary>
    public double? MissingnessP { get; init; }

    /// <summary>The AUROC for the label of knowing only whether the value is recorded, or null; 0.5 where that tells nothing.</summary>
    public double? MissingnessAuroc { get; init; }

    /// <summary>The groups.</summary>
    public required IReadOnlyList<CompositionGroup> Groups { get; init; }

    /// <summary>Diversity indices by id.</summary>
    public IReadOnlyDictionary<string, double> Diversity { get; init; } = new Dictionary<string, double>();

    /// <summary>Cramér's V of attribute and label, or null.</summary>
    public double? CramersV { get; init; }

    /// <summary>The p-value of the χ² test of attribute against label, or null.</summary>
    public double? AssociationP { get; init; }
}

/// <summary>One group's part in the data.</summary>
/// <param name="Group">The group.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Units">Patients.</param>
/// <param name="Positives">Positive rows, or null.</param>
/// <param name="Prevalence">Share of positive rows among labeled ones, or null.</param>
/// <param name="PrevalenceLow">Lower Wilson end, or null.</param>
/// <param name="PrevalenceHigh">Upper Wilson end, or null.</param>
public sealed record CompositionGroup(
    string Group, long Rows, long Units, long? Positives, double? Prevalence, double? PrevalenceLow, double? PrevalenceHigh);

/// <summary>The curves of one group, thinned for plotting.</summary>
public sealed record GroupCurves
{
    /// <summary>The attribute, or <c>overall</c>.</summary>
    public required string Attribute { get; init; }

    /// <summary>The group, or <c>overall</c>.</summary>
    public required string Group { get; init; }

    /// <summary>ROC points (false positive rate, true positive rate).</summary>
    public IReadOnlyList<CurvePoint> Roc { get; init; } = [];

    /// <summary>Precision–recall points (recall, precision).</summary>
    public IReadOnlyList<CurvePoint> PrecisionRecall { get; init; } = [];

    /// <summary>The reliability diagram.</summary>
    public IReadOnlyList<ReliabilityBin> Reliability { get; init; } = [];

    /// <summary>Counts of positives by score bin, equal width on the range of all scores.</summary>
    public IReadOnlyList<ScoreBin> Scores { get; init; } = [];
}

/// <summary>A point of a curve.</summary>
/// <param name="X">The abscissa.</param>
/// <param name="Y">The ordinate.</param>
public readonly record struct CurvePoint(double X, double Y);

/// <summary>One bin of a reliability diagram.</summary>
/// <param name="N">Rows.</param>
/// <param name="MeanScore">Mean score.</param>
/// <param name="MeanLabel">Share of positives.</param>
/// <param name="Low">Lower Wilson end.</param>
/// <param name="High">Upper Wilson end.</param>
public sealed record ReliabilityBin(long N, double MeanScore, double MeanLabel, double Low, double High);

/// <summary>One bin of a score distribution.</summary>
/// <param name="From">Its lower edge.</param>
/// <param name="To">Its upper edge.</param>
/// <param name="Positives">Positive rows.</param>
/// <param name="Negatives">Negative rows.</param>
public sealed record ScoreBin(double From, double To, long Positives, long Negatives);

/// <summary>Rates by group as the threshold moves.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Thresholds">The thresholds, ascending.</param>
/// <param name="Groups">The groups.</param>
/// <param name="Sensitivity">True positive rates by group and threshold, null where undefined.</param>
/// <param name="Specificity">True negative rates by group and threshold, null where undefined.</param>
/// <param name="SensitivityGap">The gap of the true positive rate by threshold, null where undefined.</param>
/// <param name="SpecificityGap">The gap of the true negative rate by threshold, null where undefined.</param>
public sealed record ThresholdSweep(
    string Attribute,
    IReadOnlyList<double> Thresholds,
    IReadOnlyList<string> Groups,
    IReadOnlyList<IReadOnlyList<double?>> Sensitivity,
    IReadOnlyList<IReadOnlyList<double?>> Specificity,
    IReadOnlyList<double?> SensitivityGap,
    IReadOnlyList<double?> SpecificityGap);

/// <summary>Something that could not be computed.</summary>
/// <param name="Where">Attribute and group, or <c>overall</c>.</param>
/// <param name="What">The metric or aggregation.</param>
/// <param name="Reason">The reason id.</param>
public sealed record UndefinedResult(string Where, string What, string Reason);

/// <summary>A gate and whether it held.</summary>
/// <param name="Expression">The gate as written.</param>
/// <param name="Passed">Whether it held; an undefined value fails.</param>
/// <param name="Sentence">What was found, what was allowed, where.</param>
public sealed record GateResult(string Expression, bool Passed, string Sentence);

/// <summary>The comparison with a baseline on the same patients (specification §11.8 and §13).</summary>
/// <param name="Name">The baseline's name.</param>
/// <param name="Changes">The change of each metric and attribute.</param>
public sealed record BaselineResult(string Name, IReadOnlyList<BaselineChange> Changes);

/// <summary>How one metric changed for the groups of one attribute.</summary>
public sealed record BaselineChange
{
    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The levelling-down label, for example <c>levelling_up</c>, <c>levelling_down</c>, <c>unclear</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The label from the point values alone.</summary>
    public required string PointLabel { get; init; }

    /// <summary>The change of the gap.</summary>
    public double? GapChange { get; init; }

    /// <summary>The change of the worst group's value in the better direction.</summary>
    public double? WorstChange { get; init; }

    /// <summary>The change of each group with simultaneous intervals; <c>B</c> is <c>baseline</c>.</summary>
    public IReadOnlyList<ContrastResult> Groups { get; init; } = [];

    /// <summary>The p-value of the overall change (paired), or null.</summary>
    public double? OverallP { get; init; }

    /// <summary>The change of the overall value, or null.</summary>
    public double? OverallChange { get; init; }
}
