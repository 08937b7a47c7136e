using Isonomia.Fairness;
using Isonomia.Studies;

namespace Isonomia.Reporting;

/// <summary>The sections of a study's report in reading order.</summary>
internal static class StudySections
{
    private static readonly Func<StudyResult, ReportSection?>[] Around =
    [
        StudyIntegritySection.For,
        SamplePicturesSection.For,
        EmbeddingMapSection.For,
        LeakageSection.For,
        ConfoundingSection.For,
        EfficiencySection.For,
        ShiftSection.For,
    ];

    internal static IReadOnlyList<ReportSection> For(StudyResult study)
    {
        ReportSection[] around = [.. Around.Select(section => section(study)).OfType<ReportSection>()];
        ReportSection stages = StagesSection.For(study);
        if (study.Cells.Count > 1)
        {
            return
            [
                MatrixSection.For(study),
                .. study.Benchmark is { } benchmark
                    ? ComparisonSections.For(benchmark)
                        .Where(section => section.Id is "values" or "ranks" or "trade-offs")
                    : [],
                .. around,
                stages,
            ];
        }

        List<ReportSection> sections = [.. AuditSections.For(study.Audits[0])];
        int after = sections.FindIndex(section => section.Id == "population");
        sections.InsertRange(after < 0 ? 1 : after + 1, around);
        sections.Add(stages);
        return sections;
    }
}
