using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Robustness;

/// <summary>Follows one model from A to B: who loses, does the gap transfer, what changed.</summary>
/// <remarks>Source: specification, fairness §16; Schrouff et al., NeurIPS 2022; Yang et al., Nature Medicine 30,
/// 2024.</remarks>
public static class ShiftAudit
{
    private const double WeightLimit = 10;

    /// <summary>Compares two places.</summary>
    /// <param name="request">The predictions at both places.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The comparison; the same request gives the same bits for any number of threads.</returns>
    /// <exception cref="ArgumentException">The task is not binary, or attributes or groups differ.</exception>
    public static ShiftPair Run(ShiftRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        ShiftSide first = ShiftSide.Of(request, request.First, request.Seed, cancellation);
        ShiftSide second = ShiftSide.Of(request, request.Second, request.Seed + 1, cancellation);
        Metric metric = Metric.Resolve(request.Metric);
        IReadOnlyList<ShiftTest> tests = ShiftTests.Run(request, first, second, cancellation);
        return new ShiftPair
        {
            First = request.FirstName,
            Second = request.SecondName,
            FirstCount = first.Rows.Length,
            SecondCount = second.Rows.Length,
            Metric = metric.Id,
            Threshold = request.Threshold,
            Overall = Group(
                request, "overall", (first.Overall, second.Overall), (first.Series(), second.Series()),
                (first.Point(first.Rows), second.Point(second.Rows)), isSmall: false),
            Attributes =
                [.. request.First.Attributes.Select((_, index) => Attribute(request, first, second, index, metric))],
            Tests = tests,
            Present = ShiftTests.Present(tests, Math.Round(1 - request.Confidence, 12)),
            Decompositions = [.. Decompositions(first, second)],
            Distances = Distances(request, first, second),
        };
    }

    private static void Check(ShiftRequest request)
    {
        bool isSame = request.First.Attributes.Count == request.Second.Attributes.Count
            && request.First.Attributes.Zip(request.Second.Attributes)
                .All(pair => pair.First.Attribute == pair.Second.Attribute
                    && pair.First.Groups.SequenceEqual(pair.Second.Groups));
        if (!isSame)
        {
            throw new ArgumentException(
                $"'{request.FirstName}' and '{request.SecondName}' need the same attributes with the same groups in "
                    + $"the same order.");
        }
    }

    private static AttributeShift Attribute(ShiftRequest request, ShiftSide first, ShiftSide second, int index,
        Metric metric)
    {
        Grouping grouping = request.First.Attributes[index];
        GroupShift[] groups = [.. grouping.Groups.Select((name, g) => Group(
            request, name, (first.Value(index, g), second.Value(index, g)),
                (first.Series(index, g), second.Series(index, g)),
            (first.Point(first.RowsOf(index, g)), second.Point(second.RowsOf(index, g))),
            first.IsSmall(index, g) || second.IsSmall(index, g)))];
        int[] supported = [.. Enumerable.Range(0, groups.Length).Where(g => !groups[g].IsSmall)];
        GroupOrderShift order = GroupOrderShift.Of(
            [.. supported.Select(g => groups[g].Group)],
            [.. supported.Select(g => groups[g].First.Value ?? double.NaN)],
            [.. supported.Select(g => groups[g].Second.Value ?? double.NaN)],
            metric.Better == Direction.HigherIsBetter);
        int[] entered = [.. supported.Where(g => order.Groups.Contains(groups[g].Group))];
        Interval? change = Change(
            Gaps([.. entered.Select(g => first.Series(index, g))]),
                Gaps([.. entered.Select(g => second.Series(index, g))]), request.Confidence);
        (string firstVerdict, string secondVerdict) =
            (first.Verdict(grouping.Attribute), second.Verdict(grouping.Attribute));
        return Matched(request, second, index, metric, order.SecondGap, new AttributeShift
        {
            Attribute = grouping.Attribute,
            Groups = groups,
            FirstGap = order.FirstGap.ValueOrNull,
            SecondGap = order.SecondGap.ValueOrNull,
            GapChange = order.GapChange.ValueOrNull,
            GapChangeLow = order.GapChange.IsDefined ? change?.Low : null,
            GapChangeHigh = order.GapChange.IsDefined ? change?.High : null,
            FirstVerdict = firstVerdict,
            SecondVerdict = secondVerdict,
            IsTransferFailure = firstVerdict == VerdictIds.NoneFound && secondVerdict == VerdictIds.Found,
            FirstWorst = order.FirstWorst,
            SecondWorst = order.SecondWorst,
            IsWorstChanged = order.IsWorstChanged,
            OrderAgreement = order.OrderAgreement.ValueOrNull,
            DifferentialDegradation = order.DifferentialDegradation.ValueOrNull,
        });
    }

    private static GroupShift Group(
        ShiftRequest request, string name, (MetricValue First, MetricValue Second) values,
            (double[] First, double[] Second) series,
        (OperatingPoint First, OperatingPoint Second) points, bool isSmall)
    {
        Interval? change = Change(series.First, series.Second, request.Confidence);
        return new GroupShift
        {
            Group = name,
            First = values.First,
            Second = values.Second,
            Change = values.Second.Value - values.First.Value,
            ChangeLow = values is { First.Value: not null, Second.Value: not null } ? change?.Low : null,
            ChangeHigh = values is { First.Value: not null, Second.Value: not null } ? change?.High : null,
            FirstPoint = points.First,
            SecondPoint = points.Second,
            Transported = Transported(points.First, points.Second),
            IsSmall = isSmall,
        };
    }

    private static TransportedRates? Transported(OperatingPoint first, OperatingPoint second)
    {
        if (first is not { TruePositiveRate: { } tpr, FalsePositiveRate: { } fpr } || second.Count == 0)
        {
            return null;
        }

        double prevalence = second.Positives / (double)second.Count;
        var carried = PrevalenceTransport.Of(tpr, fpr, prevalence);
        return new TransportedRates(
            prevalence, carried.PositivePredictiveValue.ValueOrNull, carried.NegativePredictiveValue.ValueOrNull,
                carried.Accuracy);
    }

    /// <summary>The percentile interval of second less first over independent draws; null where over 5 % are
    /// undefined.</summary>
    private static Interval? Change(double[] first, double[] second, double level)
    {
        double[] changes = [.. first.Zip(second, (a, b) => b - a)];
        return changes.Length == 0 || changes.Count(double.IsNaN) > 0.05 * changes.Length
            ? null
            : BootstrapInterval.Percentile(changes, level);
    }

    private static double[] Gaps(double[][] series)
    {
        double[] gaps = new double[series.Length < 2 ? 0 : series[0].Length];
        for (int b = 0; b < gaps.Length; b++)
        {
            int replicate = b;
            gaps[b] = series.Any(one => double.IsNaN(one[replicate]))
                ? double.NaN
                : series.Max(one => one[replicate]) - series.Min(one => one[replicate]);
        }

        return gaps;
    }

    /// <summary>The gap in B with all groups weighted to one mix of label and age.</summary>
    private static AttributeShift Matched(
        ShiftRequest request, ShiftSide second, int index, Metric metric, Statistic gap, AttributeShift shift)
    {
        Grouping attribute = second.Table.Attributes[index];
        Grouping label = new("label", ["0", "1"], [.. second.Outcome.Labels.Select(value => (int)value)]);
        Grouping? age = second.Table.Attributes.FirstOrDefault(other => other.Attribute != attribute.Attribute
            && (request.MatchAttribute is { } name ? other.Attribute == name
                : other.Attribute.Equals("age", StringComparison.OrdinalIgnoreCase)));
        Grouping[] by = [label, .. age is null ? [] : new[] { age }];
        string held = string.Join(" × ", by.Select(grouping => grouping.Attribute));
        HashSet<string> supported = [.. shift.Groups.Where(group => !group.IsSmall).Select(group => group.Group)];
        int[] rows =
            [.. second.Rows.Where(row => attribute.Codes[row] >= 0
                && supported.Contains(attribute.Groups[attribute.Codes[row]]))];
        if (StratumMatch.Find(attribute, by, rows) is not { } match || !gap.IsDefined)
        {
            return shift with { MatchedBy = held, MatchUndefined = UndefinedReason.NoOverlap.Id() };
        }

        (double[] weights, int truncated) = match.Weights(second.Table.RowCount, WeightLimit);
        PredictionTable weighted = second.Table with { Weights = weights, Attributes = [attribute] };
        ShiftSide matched =
            ShiftSide.Of(request with { Replicates = 0 }, weighted, request.Seed, CancellationToken.None);
        double[] values = [.. Enumerable.Range(0, attribute.Groups.Count)
            .Where(g => supported.Contains(attribute.Groups[g])).Select(g => matched.Value(0, g).Value ?? double.NaN)];
        if (values.Length < 2 || values.Any(double.IsNaN))
        {
            return shift with { MatchedBy = held, MatchUndefined = UndefinedReason.NoOverlap.Id() };
        }

        double matchedGap = values.Max() - values.Min();
        return shift with
        {
            MatchedBy = held, MatchedGap = matchedGap, GapExplainedByMix = gap.Value - matchedGap,
                TruncatedWeights = truncated,
        };
    }

    private static IEnumerable<RateDecomposition> Decompositions(ShiftSide first, ShiftSide second)
    {
        for (int k = 0; k < first.Table.Attributes.Count; k++)
        {
            foreach (string quantity in new[] { "accuracy", "selection_rate" })
            {
                (double[] sharesA, double[] ratesA) = Strata(first, k, quantity);
                (double[] sharesB, double[] ratesB) = Strata(second, k, quantity);
                string attribute = first.Table.Attributes[k].Attribute;
                yield return Kitagawa.Of(sharesA, ratesA, sharesB, ratesB) is { } found
                    ? new RateDecomposition(
                        quantity, attribute, found.First, found.Second, found.Difference, found.Composition,
                            found.Rate, null)
                    : new RateDecomposition(quantity, attribute, null, null, null, null, null,
                        UndefinedReason.NoOverlap.Id());
            }
        }
    }

    private static (double[] Shares, double[] Rates) Strata(ShiftSide side, int attribute, string quantity)
    {
        int groups = side.Table.Attributes[attribute].Groups.Count;
        OperatingPoint[] points = [.. Enumerable.Range(0, 2 * groups).Select(s =>
            side.Point(side.RowsOf(attribute, s / 2).Where(row => side.Outcome.Labels[row] == s % 2)))];
        double total = points.Sum(point => point.Count);
        return (
            [.. points.Select(point => total == 0 ? 0 : point.Count / total)],
            [.. points.Select(point => (quantity == "accuracy" ? point.Accuracy : point.SelectionRate) ?? double.NaN)]);
    }

    private static ShiftDistances Distances(ShiftRequest request, ShiftSide first, ShiftSide second)
    {
        int[] rowsA = first.OneRowAPatient(RandomSource.For(request.Seed, "shift_rows", 0));
        int[] rowsB = second.OneRowAPatient(RandomSource.For(request.Seed, "shift_rows", 1));
        if (rowsA.Length == 0 || rowsB.Length == 0)
        {
            return new ShiftDistances(null, null, null, null, null, null);
        }

        double[] a = [.. rowsA.Select(row => first.Outcome.Scores[row])];
        double[] b = [.. rowsB.Select(row => second.Outcome.Scores[row])];
        FloatMatrix scores = new(a.Concat(b).Select(value => (float)value).ToArray(), 1);
        MaximumMeanDiscrepancy score = MaximumMeanDiscrepancy.Of(
            scores, [.. Enumerable.Range(0, a.Length)], [.. Enumerable.Range(a.Length, b.Length)], 0,
            RandomSource.For(request.Seed, "shift_distance", 0));
        MaximumMeanDiscrepancy? embedding = EmbeddingPool.Of(request)?.Compare(
            rowsA, rowsB, 0, RandomSource.For(request.Seed, "shift_distance", 1));
        return new ShiftDistances(
            SampleShift.PopulationStability(a, b).ValueOrNull,
            KolmogorovSmirnov.Distance(a, b),
            RegressionParity.WassersteinDistance(a, b).ValueOrNull,
            SampleShift.Energy(a, b).ValueOrNull,
            score.Squared.ValueOrNull,
            embedding?.Squared.ValueOrNull);
    }
}
