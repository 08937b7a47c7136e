namespace Isonomia.Imaging;

/// <summary>One study, series or instance that a search found, or whose metadata was read.</summary>
/// <param name="StudyInstanceUid">The study.</param>
/// <param name="SeriesInstanceUid">The series, where the search went so deep.</param>
/// <param name="SopInstanceUid">The instance, where the search went so deep.</param>
/// <param name="Facts">What the answer says; a search returns far fewer elements than metadata.</param>
public sealed record DicomWebMatch(
    string StudyInstanceUid, string? SeriesInstanceUid, string? SopInstanceUid, DicomFacts Facts);
