using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>Audits predictions: whom does a model serve worse, by how much, how sure are we.</summary>
public static class FairnessAudit
{
    /// <summary>Reads the table of a request and audits every model in it.</summary>
    /// <param name="request">What to audit and how.</param>
    /// <param name="baseline">Another predictions file, or a model of the model column, to compare with; or
    /// null.</param>
    /// <param name="progress">Is told how far the audit is, or null.</param>
    /// <param name="cancellation">Stops the audit; nothing is written by it.</param>
    /// <returns>One result a model, in the order of their names; one result where there is no model column.</returns>
    /// <exception cref="ArgumentException">The request is wrong.</exception>
    /// <exception cref="TableException">The table is wrong.</exception>
    public static IReadOnlyList<AuditResult> Run(
        AuditRequest request,
        string? baseline = null,
        IProgress<AuditProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        AuditPlan plan = AuditPlan.Of(request);
        bool isFile = baseline is not null && request.Predictions.Model is null;
        PredictionRequest predictions = isFile
            ? request.Predictions with
            {
                Paths = [.. request.Predictions.Paths, baseline!],
                Model = PredictionRequest.FileAsModel,
            }
            : request.Predictions;
        PredictionTable table = PredictionReader.Read(predictions, new ReadingRelay(progress), cancellation);
        if (table.Model is null)
        {
            return [new AuditRun(plan, table, progress, cancellation).Execute(null, null)];
        }

        string? other = isFile ? Baseline.NameOf(baseline!, table.Model) : baseline;
        Baseline? reference = other is null ? null : new Baseline(other, table.WhereModel(other));
        return
        [
            .. table.Model.Groups.Where(model => !isFile || model != other).Select(model =>
                new AuditRun(plan, table.WhereModel(model), progress, cancellation)
                    .Execute(isFile ? null : model, model == other ? null : reference)),
        ];
    }

    /// <summary>Audits a table of one model that is already in memory.</summary>
    /// <param name="request">How; its columns are not read again.</param>
    /// <param name="table">The predictions.</param>
    /// <param name="progress">Is told how far the audit is, or null.</param>
    /// <param name="cancellation">Stops the audit.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">The request is wrong.</exception>
    public static AuditResult RunTable(
        AuditRequest request,
        PredictionTable table,
        IProgress<AuditProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(table);
        return new AuditRun(AuditPlan.Of(request), table, progress, cancellation).Execute(null, null);
    }

    private sealed class ReadingRelay(IProgress<AuditProgress>? target) : IProgress<ReadingProgress>
    {
        public void Report(ReadingProgress value) => target?.Report(
            new AuditProgress($"{value.Stage} {value.File}", value.Total > 0 ? value.Done / (double)value.Total : 0));
    }
}
