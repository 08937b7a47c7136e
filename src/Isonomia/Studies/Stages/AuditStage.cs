using System.Globalization;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Studies;

/// <summary>Audits the predictions of one cell.</summary>
internal sealed class AuditStage(StudyCell cell) : Stage("audit/" + cell.Name)
{
    internal override IReadOnlyList<string> After => ["probe/" + cell.Name];

    internal override IReadOnlyDictionary<string, string> Inputs(StageContext context) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = "1",
            ["audit"] = JsonSerializer.Serialize(context.Study.Audit with { FailOn = [] }),
            ["gates"] = string.Join("; ", context.Study.Audit.FailOn),
            ["attributes"] = string.Join("; ", context.Study.Attributes),
            ["parts"] = $"{context.Study.Probe.Validation}, {context.Study.Probe.Test}",
            ["seed"] = context.Study.Seed.ToString(CultureInfo.InvariantCulture),
        };

    internal override StageResult Run(StageContext context)
    {
        AuditResult result = FairnessAudit.Run(
            Request(context, cell, context.At("runs", cell.Name, "predictions.csv")), null,
            context.Progress(Id), context.Cancellation)[0];
        string path = context.At("runs", cell.Name, "audit.json");
        AtomicFile.WriteText(path, AuditJson.Serialize(result with { Model = cell.Name }));
        return new StageResult([path], null, [result.Verdict.Headline]);
    }

    /// <summary>How predictions of a cell are read and audited.</summary>
    internal static AuditRequest Request(StageContext context, StudyCell cell, string path)
    {
        StudySpecification study = context.Study;
        return new AuditRequest
        {
            Predictions = new PredictionRequest
            {
                Paths = [path],
                Labels = ["label"],
                Scores = ProbeFacts.Scores(context, cell),
                Attributes = study.Attributes,
                Controls = study.Audit.Controls,
                Id = "id",
                Unit = context.UnitColumn(),
                Split = "split",
            },
            ValidationSplit = study.Probe.Validation,
            TestSplit = study.Probe.Test,
            Threshold = study.Audit.Threshold,
            Parity = study.Audit.Parity,
            Metrics = study.Audit.Metrics,
            Criteria = study.Audit.Criteria,
            Intersections = study.Audit.Intersections,
            Replicates = study.Audit.Replicates,
            Permutations = study.Audit.Permutations,
            Confidence = study.Audit.Confidence,
            Alpha = Math.Round(1 - study.Audit.Confidence, 12),
            Margins = study.Audit.Margins,
            References = study.Audit.References,
            FailOn = study.Audit.FailOn,
            Seed = study.Seed,
            Threads = study.ThreadCount,
        };
    }
}
