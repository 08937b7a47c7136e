using System.Globalization;
using System.Reflection;
using Isonomia.Catalogs;
using Isonomia.Datasets;
using Isonomia.Embeddings;

namespace Isonomia.Curation;

/// <summary>Curates a cohort: runs the steps one after another and accounts for each.</summary>
/// <remarks>
/// <para>No data are changed. The same cohort, settings and seed give the same selection for any order of the
/// manifest's rows and any number of threads: draws depend on seed, step and sample id, ties break by id.</para>
/// <para>Source: curation specification; the account: §10. No switch turns the account off.</para>
/// </remarks>
public static class CohortCuration
{
    private const int LargestLabel = 50;

    /// <summary>Curates.</summary>
    /// <param name="request">The cohort and the steps.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The selection and the accounts; a step that does not pass is a result, not an exception.</returns>
    /// <exception cref="UnknownNameException">A step, a setting, a column or an attribute is unknown.</exception>
    /// <exception cref="TableException">The cohort cannot be read.</exception>
    /// <exception cref="CurationException">The data do not allow a step.</exception>
    /// <exception cref="EmbeddingException">The embedding store cannot be read.</exception>
    public static CurationResult Run(
        CurationRequest request,
        IProgress<CurationProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        _ = StepCall.ParsePipeline(request.Steps); // before anything is read
        progress?.Report(new CurationProgress("reading the cohort", 0));
        var cohort = Cohort.Open(request.Cohort, cancellation);
        using EmbeddingMatrix? embeddings = request.Embeddings is null ? null
            : EmbeddingMatrix.Open(request.Embeddings);
        return Run(request, cohort, embeddings, progress, cancellation);
    }

    /// <summary>Curates a cohort that is open already.</summary>
    /// <param name="request">The steps; its cohort and embeddings are not opened.</param>
    /// <param name="cohort">The cohort.</param>
    /// <param name="embeddings">Its embeddings, or null.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The selection and the accounts.</returns>
    /// <exception cref="UnknownNameException">A step, a setting, a column or an attribute is unknown.</exception>
    /// <exception cref="CurationException">The data do not allow a step.</exception>
    public static CurationResult Run(
        CurationRequest request,
        Cohort cohort,
        EmbeddingMatrix? embeddings,
        IProgress<CurationProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(cohort);
        IReadOnlyList<StepCall> calls = StepCall.ParsePipeline(request.Steps);
        CurationSamples samples = new(cohort, embeddings);
        RequireAttributes(request, samples);
        AccountFactor[] factors = Factors(request, samples);
        AccountLabel[] labels = [.. cohort.Labels.Select(label => Binary(samples, label)).OfType<AccountLabel>()];
        double[] start = Start(request, samples);
        double[] weights = start;
        SelectedSample[] rows =
            [.. samples.Ids.Select((id, row) => new SelectedSample(id, start[row], null, null, null, null))];
        List<StepAccount> accounts = [];
        foreach (StepCall call in calls)
        {
            StepContext context = new(samples, call, weights, request)
            {
                Progress = progress is null
                    ? null
                    : new Stage(share => progress.Report(new CurationProgress(call.Step.Id, share))),
                Cancellation = cancellation,
            };
            if (context.Alive.Count == 0)
            {
                throw context.Refuse("no sample is left; an earlier step removed all of them.");
            }

            progress?.Report(new CurationProgress(call.Step.Id, 0));
            StepOutcome outcome = call.Step.Apply(context);
            List<string> failures = ApplyLimit(context, outcome, samples);
            progress?.Report(new CurationProgress($"account of {call.Step.Id}", 0));
            double[] after = [.. outcome.Weights];
            StepAccount account = FairnessAccount.Of(new AccountRequest
            {
                Step = call.Text,
                Before = weights,
                After = after,
                Units = samples.Units,
                Factors = factors,
                Labels = labels,
                Reasons = [.. outcome.Reasons],
                Seed = request.Seed,
                Permutations = request.Permutations,
            });
            accounts.Add(Judged(account, call, request, failures) with
            {
                Measures = [.. outcome.Measures],
                Notes = [.. outcome.Notes],
                Examples = Examples(context, outcome, request.ExampleCount),
            });
            Take(rows, outcome, weights, samples, call.Step.Id);
            weights = after;
        }

        StepAccount total = FairnessAccount.Of(new AccountRequest
        {
            Step = "total",
            Before = start,
            After = weights,
            Units = samples.Units,
            Factors = factors,
            Labels = labels,
            Reasons = [.. rows.Select(row => row.Step is null ? null : $"{row.Step}: {row.Reason}")],
            Seed = request.Seed,
            Permutations = request.Permutations,
        });
        return new CurationResult
        {
            Version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()
                ?.InformationalVersion.Split('+')[0] ?? "unknown",
            Request = request,
            Cohort = cohort.Name,
            CohortFingerprint = cohort.Fingerprint,
            EmbeddingFingerprint = embeddings?.Fingerprint,
            Notes = cohort.Notes,
            Steps = accounts,
            Total = total,
            Selection = new Selection(rows),
        };
    }

    private static void Take(
        SelectedSample[] rows, StepOutcome outcome, double[] before, CurationSamples samples, string step)
    {
        for (int row = 0; row < rows.Length; row++)
        {
            if (before[row] > 0)
            {
                int standIn = outcome.StandIns[row];
                rows[row] = outcome.Weights[row] > 0
                    ? rows[row] with { Weight = outcome.Weights[row], Detail = outcome.Details[row]
                        ?? rows[row].Detail }
                    : new SelectedSample(
                        samples.Ids[row],
                        0,
                        step,
                        outcome.Reasons[row],
                        standIn < 0 ? null : samples.Ids[standIn],
                        outcome.Details[row]);
            }
        }
    }

    private static RemovalExample[] Examples(StepContext context, StepOutcome outcome, int count) =>
        [.. context.Alive
            .Where(row => !(outcome.Weights[row] > 0))
            .OrderBy(row => context.Draw(row, "example"))
            .Take(count)
            .OrderBy(row => row)
            .Select(row => new RemovalExample(
                context.Samples.Ids[row],
                outcome.StandIns[row] < 0 ? null : context.Samples.Ids[outcome.StandIns[row]],
                outcome.Reasons[row] ?? "unstated",
                outcome.Details[row]))];

    /// <summary>An uneven attribute fails the step unless it was accepted, or the step evens out that very
    /// attribute.</summary>
    private static StepAccount Judged(StepAccount account, StepCall call, CurationRequest request,
        List<string> failures)
    {
        IReadOnlyList<string> intended = call.Step.Settings.Any(setting => setting.Name == "by") ? call.Names("by")
            : [];
        IReadOnlyList<string> emptied = call.Step == CurationStep.Incomplete ? call.Names("columns") : [];
        FactorAccount[] factors = [.. account.Factors.Select(factor =>
        {
            string? reason = request.Accepted.TryGetValue(factor.Factor, out string? accepted) ? accepted
                : factor.Factor.Split(" × ").All(part => intended.Any(name => name.Split('*').Contains(part)))
                    ? $"intended: {call.Step.Id} evens out {factor.Factor}"
                    : emptied.Contains(factor.Factor) && !(factor.RateGapP < 0.05)
                        ? $"intended: samples without {factor.Factor} are what {call.Step.Id} removes, and the groups "
                            + "with a value lose alike"
                        : null;
            return factor.Verdict == AccountVerdict.Uneven ? factor with { Accepted = reason } : factor;
        })];
        failures.AddRange(factors
            .Where(factor => factor
                is { Verdict: AccountVerdict.Uneven, Accepted: null, Kind: "attribute" or "intersection" })
            .Select(factor => Unaccepted(call, factor)));
        return account with { Factors = factors, Failures = failures };
    }

    private static string Unaccepted(StepCall call, FactorAccount factor)
    {
        AccountGroup worst = factor.Groups
            .Where(group => !group.IsTooSmall && group.RemovalRatioInterval is not null)
            .MaxBy(group => Math.Abs(Math.Log(Math.Max(1e-9, group.RemovalRatio.Value))))!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Step '{call.Step.Id}' removes {factor.Factor} unevenly: {worst.Group} at "
                + $"{worst.RemovalRatio.Value:0.00} times the "
            + $"rate of the rest [{worst.RemovalRatioInterval!.Value.Low:0.00}, "
            + $"{worst.RemovalRatioInterval.Value.High:0.00}]; "
            + $"accept it by name and reason (--accept {factor.Factor}=\"…\"), limit it (max_gap, on_excess=adjust) "
            + $"or change the step.");
    }

    private static List<string> ApplyLimit(StepContext context, StepOutcome outcome, CurationSamples samples)
    {
        List<string> failures = [];
        if (StepLimit.Of(context.Call) is not { } limit)
        {
            return failures;
        }

        AccountFactor[] over = [.. (limit.Over.Count > 0 ? limit.Over : samples.Cohort.Attributes)
            .Select(attribute => new AccountFactor("attribute", samples.Groups(attribute)))];
        if (over.Length == 0)
        {
            throw context.Refuse(
                "max_gap needs an attribute; declare one with --attribute or name columns with gap_over.");
        }

        if (limit.IsAdjusted)
        {
            int restored = limit.Adjust(outcome, context.Weights, over, samples.Ids);
            outcome.Notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{restored} samples were given back so that no group loses a share more than "
                    + $"{100 * limit.MaxGap:0.##} points larger than another."));
        }

        foreach (AccountFactor factor in over)
        {
            if (limit.Excess(outcome, context.Weights, factor) is (string most, double high, string least, double low))
            {
                failures.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Step '{context.Call.Step.Id}' removes {100 * high:0.0} % of {factor.Groups.Attribute} {most} "
                        + $"and {100 * low:0.0} % "
                    + $"of {least}; the limit is a gap of {100 * limit.MaxGap:0.##} points (max_gap)."));
            }
        }

        return failures;
    }

    private static double[] Start(CurationRequest request, CurationSamples samples)
    {
        double[] weights = new double[samples.Count];
        Array.Fill(weights, 1);
        if (request.Selection is null)
        {
            return weights;
        }

        var selection = Selection.Read(request.Selection);
        int unknown = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            double? weight = selection.WeightOf(samples.Ids[row]);
            unknown += weight is null ? 1 : 0;
            weights[row] = weight ?? 0;
        }

        return unknown == 0
            ? weights
            : throw new CurationException(
                null, $"The selection does not know {unknown} of the {samples.Count} samples; it was made for another "
                    + $"cohort.");
    }

    private static void RequireAttributes(CurationRequest request, CurationSamples samples)
    {
        string[] known =
            [.. samples.Cohort.Attributes,
                .. request.Intersections.Select(text => string.Join(" × ", text.Split('*')))];
        foreach (string name in request.Accepted.Keys)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                throw new UnknownNameException("Accepted attribute", name, known);
            }
        }
    }

    private static AccountFactor[] Factors(CurationRequest request, CurationSamples samples)
    {
        ReferencePopulation? reference =
            request.Reference is null ? null : ReferencePopulation.Read(request.Reference);
        List<AccountFactor> factors = [.. samples.Cohort.Attributes.Select(attribute =>
            Referred(new AccountFactor("attribute", samples.Groups(attribute)), reference))];
        factors.AddRange(request.Intersections.Select(crossing =>
            new AccountFactor("intersection", samples.Groups(crossing))));
        foreach (CohortColumn column in samples.Cohort.Columns)
        {
            string? kind = column.Role switch
            {
                ColumnRole.Label => "label",
                ColumnRole.Acquisition => "acquisition",
                ColumnRole.Split => "split",
                _ => null,
            };
            if (kind is null)
            {
                continue;
            }

            try
            {
                Grouping groups = samples.Groups(column.Name);
                if (groups.Groups.Count is > 0 and <= LargestLabel)
                {
                    factors.Add(new AccountFactor(kind, groups));
                }
            }
            catch (TableException)
            {
                // More values than groups can have: a number without bins is no factor.
            }
        }

        return [.. factors];
    }

    private static AccountFactor Referred(AccountFactor factor, ReferencePopulation? reference) =>
        reference?.Shares(factor.Groups) is { } shares ? factor with { Reference = shares } : factor;

    /// <summary>A label with two values; the one that sorts last (1, true, positive, yes) counts as positive.</summary>
    private static AccountLabel? Binary(CurationSamples samples, string label)
    {
        try
        {
            Grouping groups = samples.Groups(label);
            return groups.Groups.Count == 2
                ? new AccountLabel(label, groups.Groups[1], Array.ConvertAll(groups.Codes, code => (sbyte)code))
                : null;
        }
        catch (TableException)
        {
            return null; // a number with many values
        }
    }

    private sealed class Stage(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
