namespace Isonomia.Adaptation;

/// <summary>Which rows train, choose and are judged; rows are positions in an <see cref="EmbeddedCohort"/>.</summary>
/// <param name="Training">Rows that train.</param>
/// <param name="Validation">Rows that choose settings and calibrate.</param>
/// <param name="Test">Rows that are judged.</param>
/// <param name="TrainingName">The name of the training split.</param>
/// <param name="ValidationName">The name of the validation split.</param>
/// <param name="TestName">The name of the test split.</param>
public sealed record SampleSplits(
    IReadOnlyList<int> Training,
    IReadOnlyList<int> Validation,
    IReadOnlyList<int> Test,
    string TrainingName = "train",
    string ValidationName = "validation",
    string TestName = "test");
