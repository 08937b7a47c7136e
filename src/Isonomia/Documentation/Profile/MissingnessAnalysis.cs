using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>Who lacks an attribute, and whether that hangs together with what is known. Missing at random cannot be
/// shown from the same
/// data, and no verdict says it.</summary>
internal static class MissingnessAnalysis
{
    private const int Fewest = 30;
    private const int Folds = 5;
    private const int MostRows = 50_000;
    private const double Level = 0.05;

    internal static IReadOnlyList<MissingnessProfile> Of(CohortReading reading, ulong seed,
        CancellationToken cancellation)
    {
        UnitTable units = reading.Units;
        Covariate[] covariates = [.. Covariates(reading)];
        List<(int Attribute, Covariate Covariate, string Test, int Count, double P, double? Effect,
            string Sentence)> tests = [];
        sbyte[][] missing = [.. reading.Attributes.Select(attribute => Missing(attribute.ByUnit(units)))];
        MissingnessChange?[] changes = new MissingnessChange?[missing.Length];
        for (int a = 0; a < missing.Length; a++)
        {
            int lacking = missing[a].Count(m => m == 1);
            if (lacking == 0 || lacking == units.Count)
            {
                continue;
            }

            foreach (Covariate covariate in covariates.Where(covariate =>
                covariate.Column != reading.Attributes[a].Column))
            {
                cancellation.ThrowIfCancellationRequested();
                tests.Add(Test(a, missing[a], covariate, seed, reading.Attributes[a].Name));
            }

            changes[a] = reading.Order is null || lacking < Fewest || units.Count - lacking < Fewest ? null
                : MissingnessOrder.Of(reading.Order, missing[a], seed, reading.Attributes[a].Name);
            if (changes[a] is { } change)
            {
                tests.Add((a, new Covariate(change.Column, change.Column, "order", [], [], null), "change point",
                    change.PatientsBefore + change.PatientsAfter, change.P, MissingnessOrder.Step(change),
                    MissingnessOrder.Sentence(change)));
            }
        }

        double[] adjusted = Multiplicity.BenjaminiHochberg([.. tests.Select(test => test.P)]);
        List<MissingnessProfile> profiles = [];
        for (int a = 0; a < missing.Length; a++)
        {
            MissingnessTest[] own =
            [
                .. tests.Index().Where(test => test.Item.Attribute == a).Select(test => new MissingnessTest(
                    test.Item.Covariate.Name, test.Item.Covariate.Kind, test.Item.Test, test.Item.Count, test.Item.P,
                        adjusted[test.Index], test.Item.Effect,
                    test.Item.Sentence)).OrderBy(test => test.P).ThenBy(test => test.Covariate, StringComparer.Ordinal),
            ];
            int lacking = missing[a].Count(m => m == 1);
            int known = units.Count - lacking;
            IReadOnlyList<MissingGroupShare> shares = MissingnessOrder.Shares(reading, a, seed);
            (double? auroc, Interval? interval, IReadOnlyDictionary<string, double> odds) = lacking < Fewest
                || known < Fewest
                ? (null, null, new Dictionary<string, double>(StringComparer.Ordinal))
                : Predictability(missing[a],
                    [.. covariates.Where(covariate => covariate.Column != reading.Attributes[a].Column)], seed,
                    reading.Attributes[a].Name);
            profiles.Add(new MissingnessProfile(
                reading.Attributes[a].Name, lacking, known, own, auroc, interval?.Low, interval?.High, odds,
                    Verdict(lacking, known, own, interval, shares))
            {
                Change = changes[a],
                GroupShares = shares,
            });
        }

        return profiles;
    }

    internal static IReadOnlyList<MissingPattern> Patterns(CohortReading reading)
    {
        ColumnReading[] attributes = [.. reading.Attributes.Take(12)];
        int[][] codes = [.. attributes.Select(attribute => attribute.ByUnit(reading.Units))];
        Dictionary<int, int> counts = [];
        for (int u = 0; u < reading.Units.Count; u++)
        {
            int pattern = 0;
            for (int a = 0; a < codes.Length; a++)
            {
                pattern |= codes[a][u] < 0 ? 1 << a : 0;
            }

            counts[pattern] = counts.GetValueOrDefault(pattern) + 1;
        }

        return
        [
            .. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => new MissingPattern(
                [.. attributes.Index().Where(a => (pair.Key & (1 << a.Index)) != 0).Select(a => a.Item.Name)],
                    pair.Value)),
        ];
    }

    private static sbyte[] Missing(int[] codes) => [.. codes.Select(code => (sbyte)(code < 0 ? 1 : 0))];

    private static IEnumerable<Covariate> Covariates(CohortReading reading)
    {
        UnitTable units = reading.Units;
        foreach (FindingReading finding in reading.Findings)
        {
            yield return new Covariate(finding.Name, finding.Label, "label",
                [.. finding.ByUnit(units).Select(value => (int)value)], ["no", "yes"], null);
        }

        foreach (ColumnReading attribute in reading.Attributes)
        {
            yield return Of(attribute, "attribute", units);
        }

        foreach (ColumnReading fact in reading.Facts)
        {
            yield return Of(fact, "acquisition", units);
        }

        if (reading.Splits.Count > 1)
        {
            yield return new Covariate("split", "split", "split", units.First(reading.SplitCodes).Codes,
                reading.Splits, null);
        }

        // What is missing together is said as such; otherwise a group nobody is in would carry it silently.
        IEnumerable<(string Name, string Column, int[] Codes)> others = reading.Attributes.Concat(reading.Facts)
            .Select(column => (column.Name, column.Column, column.ByUnit(units)));
        if (reading.Splits.Count > 0)
        {
            others = others.Append(("split", "split", units.First(reading.SplitCodes).Codes));
        }

        foreach ((string name, string column, int[] codes) in others.Where(other => other.Codes.Any(code => code < 0)
            && other.Codes.Any(code => code >= 0)))
        {
            yield return new Covariate($"{name} not known", column, "pattern",
                [.. codes.Select(code => code < 0 ? 1 : 0)], ["known", "not known"], null);
        }
    }

    private static Covariate Of(ColumnReading column, string kind, UnitTable units) => new(
        column.Name, column.Column, kind, column.ByUnit(units), column.Groups,
        column.Numbers is not null && column.Distinct > 12 ? units.First(column.Numbers) : null);

    private static (int, Covariate, string, int, double, double?, string) Test(int attribute, sbyte[] missing,
        Covariate covariate, ulong seed, string name)
    {
        string sentence = Extremes(missing, covariate);
        if (covariate.Numbers is double[] numbers)
        {
            int[] rows = [.. Enumerable.Range(0, numbers.Length).Where(i => !double.IsNaN(numbers[i]))];
            double[] values = [.. rows.Select(i => numbers[i])];
            int[] groups = [.. rows.Select(i => (int)missing[i])];
            var test = KruskalWallis.Of(values, groups);
            return (attribute, covariate, "Kruskal–Wallis", rows.Length, test.P.ValueOrNull ?? 1,
                test.EpsilonSquared.ValueOrNull, sentence);
        }

        (string kind, int count, double p, double? effect) = UnitAssociation.Test(
            [.. missing.Select(m => (int)m)], covariate.Codes, 2, covariate.Groups.Count, seed,
                $"missingness:{name}:{covariate.Name}");
        return (attribute, covariate, kind, count, p, effect, sentence);
    }

    /// <summary>Where the share without a value is highest and lowest, among groups of at least ten patients.</summary>
    private static string Extremes(sbyte[] missing, Covariate covariate)
    {
        int[] all = new int[covariate.Groups.Count];
        int[] lacking = new int[covariate.Groups.Count];
        for (int i = 0; i < missing.Length; i++)
        {
            if (covariate.Codes[i] >= 0)
            {
                all[covariate.Codes[i]]++;
                lacking[covariate.Codes[i]] += missing[i];
            }
        }

        (string Name, double Share, int Count)[] shares =
            [.. covariate.Groups.Index().Where(g => all[g.Index] >= 10)
                .Select(g => (g.Item, (double)lacking[g.Index] / all[g.Index], all[g.Index])).OrderBy(g => g.Item2)];
        return shares.Length < 2
            ? "fewer than two groups with ten patients"
            : $"missing for {Percent(shares[^1].Share)} of '{shares[^1].Name}' (n {shares[^1].Count}) and "
                + $"{Percent(shares[0].Share)} of '{shares[0].Name}' (n {shares[0].Count})";
    }

    private static (double? Auroc, Interval? Interval, IReadOnlyDictionary<string, double> Odds) Predictability(
        sbyte[] missing, Covariate[] covariates, ulong seed, string name)
    {
        Dictionary<string, double> odds = new(StringComparer.Ordinal);
        (string[] terms, int[]?[] facts, int[] rows) = Facts(missing, covariates, seed, name);
        if (terms.Length < 2)
        {
            return (null, null, odds);
        }

        int[] order = [.. rows];
        RandomSource.For(seed, "missingness_folds:" + name, 0).Shuffle(order.AsSpan());
        double[] scores = new double[missing.Length];
        for (int fold = 0; fold < Folds; fold++)
        {
            int[] train = [.. order.Where((_, i) => i % Folds != fold)];
            double[] weights = LogisticModel.Fit(facts, missing, train, terms.Length);
            foreach (int row in order.Where((_, i) => i % Folds == fold))
            {
                scores[row] = LogisticModel.Predict(weights, facts[row]!);
            }
        }

        sbyte[] labels = [.. rows.Select(row => missing[row])];
        double[] held = [.. rows.Select(row => scores[row])];
        if (AurocPlacements.Of(labels, held) is not { } placements)
        {
            return (null, null, odds);
        }

        double variance = AurocPlacements.Covariance(placements, placements);
        double[] all = LogisticModel.Fit(facts, missing, rows, terms.Length);
        for (int t = 1; t < terms.Length; t++)
        {
            odds[terms[t]] = Math.Exp(all[t]);
        }

        return (placements.Auroc, AurocInterval.Wald(placements.Auroc, variance), odds);
    }

    private static (string[] Terms, int[]?[] Facts, int[] Rows) Facts(
        sbyte[] missing, Covariate[] covariates, ulong seed, string name)
    {
        List<string> terms = ["intercept"];
        List<(Covariate Covariate, int[] Terms)> columns = [];
        foreach (Covariate covariate in covariates)
        {
            int[] counts = new int[covariate.Groups.Count];
            foreach (int code in covariate.Codes.Where(code => code >= 0))
            {
                counts[code]++;
            }

            int[] places = new int[counts.Length];
            foreach (int group in Enumerable.Range(0, counts.Length).Where(g => counts[g] >= 10)
                .OrderByDescending(g => counts[g]).Skip(1).Take(12))
            {
                places[group] = terms.Count;
                terms.Add($"{covariate.Name} = {covariate.Groups[group]}");
            }

            columns.Add((covariate, places));
        }

        int[] rows = [.. Enumerable.Range(0, missing.Length)];
        if (rows.Length > MostRows)
        {
            RandomSource.For(seed, "missingness_rows:" + name, 0).Shuffle(rows.AsSpan());
            rows = [.. rows.Take(MostRows).Order()];
        }

        int[]?[] facts = new int[missing.Length][];
        List<int> held = [];
        foreach (int row in rows)
        {
            held.Clear();
            held.Add(0);
            foreach ((Covariate covariate, int[] places) in columns)
            {
                int code = covariate.Codes[row];
                if (code >= 0 && places[code] > 0)
                {
                    held.Add(places[code]);
                }
            }

            facts[row] = [.. held];
        }

        return ([.. terms], facts, rows);
    }

    private static string Verdict(int lacking, int known, MissingnessTest[] tests, Interval? auroc,
        IReadOnlyList<MissingGroupShare> shares)
    {
        if (lacking == 0)
        {
            return "nothing is missing";
        }

        if (lacking < Fewest || known < Fewest)
        {
            return $"too little data to say (missing {lacking}, known {known}; {Fewest} of each are needed)";
        }

        MissingnessTest[] found = [.. tests.Where(test => test.Q < Level)];
        MissingnessTest[] labels = [.. found.Where(test => test.Kind == "label")];
        if (labels.Length > 0)
        {
            return $"suspected not at random: depends on the label "
                + $"({string.Join(", ", labels.Take(3).Select(test => test.Covariate))})"
                + (found.Length > labels.Length ? $"; also on {List(found.Where(test => test.Kind != "label"))}"
                    : string.Empty);
        }

        MissingGroupShare? tilted = shares.FirstOrDefault(share => share.KnownShare is double seen
            && (share.Low > seen || share.High < seen));
        if (tilted is not null)
        {
            return $"suspected not at random: by the prediction, '{tilted.Group}' is {Percent(tilted.Share ?? 0)} of "
                + $"those without a value and {Percent(tilted.KnownShare ?? 0)} of the others"
                + (found.Length > 0 ? $"; also depends on {List(found)}" : string.Empty);
        }

        return found.Length > 0 ? $"depends on observed facts: {List(found)}"
            : auroc is { } interval && interval.Low > 0.5
                ? "depends on observed facts: told by them together, by none alone"
            : "no evidence against completely at random";
    }

    private static string List(IEnumerable<MissingnessTest> tests) =>
        string.Join(", ", tests.Take(5).Select(test => test.Covariate));

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private sealed record Covariate(string Name, string Column, string Kind, int[] Codes, IReadOnlyList<string> Groups,
        double[]? Numbers);
}
