using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>The sections of an audit report in reading order; a new section is a file beside this one and a line
/// here.</summary>
internal static class AuditSections
{
    private static readonly Func<AuditReading, ReportSection?>[] Ordered =
    [
        AnswerSection.For,
        PopulationSection.For,
        PerformanceSection.For,
        CriteriaSection.For,
        CurvesSection.For,
        CalibrationSection.For,
        ScoresSection.For,
        DistributionsSection.For,
        SweepSection.For,
        IntersectionsSection.For,
        DefinitionsSection.For,
        PairsSection.For,
        EmbeddingsSection.For,
        IndividualSection.For,
        BaselineSection.For,
        GatesSection.For,
        NotTestedSection.For,
        MethodSection.For,
        ProvenanceSection.For,
    ];

    /// <summary>The sections this audit has something to say in.</summary>
    /// <param name="audit">The audit.</param>
    internal static IReadOnlyList<ReportSection> For(AuditResult audit)
    {
        AuditReading reading = new(audit);
        return [.. Ordered.Select(section => section(reading)).OfType<ReportSection>()];
    }
}
