using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Pairwise ranks and curves, demographic disparity within strata, distances of scores, inequality between
/// groups.</summary>
internal sealed class BinaryFamily : IExploratoryFamily
{
    private const int MostPairedGroups = 12;

    private readonly AuditedRows _rows;
    private readonly ExploratoryAttribute[] _attributes;
    private readonly int[] _order;
    private readonly double[] _scores;
    private readonly sbyte[] _labels;
    private readonly bool[] _decisions;
    private readonly double[] _benefits;
    private readonly int[] _strata;
    private readonly int[][][] _members;
    private readonly int[][] _places;
    private readonly DecisionRule _rule;

    internal BinaryFamily(AuditedRows rows, ExploratoryAttribute[] attributes, InferenceRequest request)
    {
        var outcome = (Outcome.Binary)rows.Table.Outcome;
        _rows = rows;
        _attributes = attributes;
        _rule = request.Rule;
        _scores = Array.ConvertAll(rows.Rows, row => outcome.Scores[row]);
        _labels = Array.ConvertAll(rows.Rows, row => outcome.Labels[row]);
        _decisions = Array.ConvertAll(rows.Rows, row =>
            (request.Rule with { Threshold = request.RowThresholds?[row]
                ?? request.Rule.Threshold }).IsPositive(outcome.Scores[row]));
        _benefits = [.. _decisions.Select((decision, i) => (decision ? 1.0 : 0) - _labels[i] + 1)];
        _strata = Strata(rows);
        _order = SortOrder.Ascending(_scores);
        _members = [.. attributes.Select(attribute => attribute.Members(rows, _order))];
        _places = [.. attributes.Select(attribute => attribute.Places(rows))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ExploratoryNumber> Compute(double[] weights)
    {
        List<ExploratoryNumber> numbers = [];
        SortedRows overall = Take(_order, weights);
        for (int i = 0; i < _attributes.Length; i++)
        {
            numbers.AddRange(Pairs(i, overall, weights));
            numbers.AddRange(DemographicDisparity(i, weights));
            numbers.AddRange(Distances(i, weights));
            numbers.AddRange(Inequality(i, weights));
        }

        return numbers;
    }

    private IEnumerable<ExploratoryNumber> Pairs(int index, SortedRows overall, double[] weights)
    {
        ExploratoryAttribute attribute = _attributes[index];
        if (attribute.Groups.Length > MostPairedGroups)
        {
            yield break;
        }

        (string, SortedRows)[] groups = [.. attribute.Names.Zip(_members[index], (name, rows) =>
            (name, Take(rows, weights)))];
        foreach (PairwiseResult pair in PairwiseTable.Compute(null, groups, overall, _rule))
        {
            yield return new ExploratoryNumber(
                attribute.Grouping.Attribute, pair.Metric, Name(pair.A), Name(pair.B), pair.Value,
                Count(index, pair.A) + Count(index, pair.B));
        }

        static string? Name(string text) => text.Length == 0 ? null : text;
    }

    private long Count(int index, string name)
    {
        int place = Array.IndexOf(_attributes[index].Names, name);
        return place >= 0 ? _members[index][place].Length : 0;
    }

    private IEnumerable<ExploratoryNumber> DemographicDisparity(int index, double[] weights)
    {
        ExploratoryAttribute attribute = _attributes[index];
        for (int g = 0; g < attribute.Groups.Length; g++)
        {
            bool[] isMember = Array.ConvertAll(_places[index], place => place == g);
            yield return new ExploratoryNumber(
                attribute.Grouping.Attribute, "cdd@strata", attribute.Names[g], PairwiseTable.Rest,
                ConditionalDemographicDisparity.OfRows(_decisions, isMember, _strata, weights), weights.Length);
        }

        double[] totals = Sums(index, weights, _ => true);
        double[] decided = Sums(index, weights, row => _decisions[row]);
        double[] labeled = Sums(index, weights, row => _labels[row] == 1);
        yield return Whole(index, "edf@smoothed", DifferentialFairness.Smoothed(decided, totals));
        yield return Whole(index, "edf_amplification", DifferentialFairness.Amplification(decided, labeled, totals));
    }

    private IEnumerable<ExploratoryNumber> Distances(int index, double[] weights)
    {
        ExploratoryAttribute attribute = _attributes[index];
        FarthestPair all = Farthest(index, weights, -1);
        FarthestPair positives = Farthest(index, weights, 1);
        FarthestPair negatives = Farthest(index, weights, 0);
        FarthestPair within = positives.Distance.ValueOrNaN >= negatives.Distance.ValueOrNaN
            || !negatives.Distance.IsDefined ? positives : negatives;
        foreach ((string id, FarthestPair pair) in ((string, FarthestPair)[])
            [("score_distribution_gap", all), ("score_distribution_gap@given_y", within)])
        {
            yield return new ExploratoryNumber(
                attribute.Grouping.Attribute, id, pair.First < 0 ? null : attribute.Names[pair.First],
                pair.Second < 0 ? null : attribute.Names[pair.Second], pair.Distance, weights.Length);
        }
    }

    private FarthestPair Farthest(int index, double[] weights, int label)
    {
        int[][] rows = Array.ConvertAll(_members[index], own => label < 0 ? own
            : Array.FindAll(own, row => _labels[row] == label));
        return RegressionParity.StatisticalParity(
            Array.ConvertAll(rows, own => Array.ConvertAll(own, row => _scores[row])),
            Array.ConvertAll(rows, own => Array.ConvertAll(own, row => weights[row])));
    }

    private IEnumerable<ExploratoryNumber> Inequality(int index, double[] weights)
    {
        EntropyDecomposition parts = GeneralizedEntropy.Decompose(_benefits, _places[index], weights: weights);
        yield return Whole(index, "gei_between", parts.Between);
        yield return Whole(index, "gei_within", parts.Within);
        yield return Whole(index, "gei_between_share", parts.BetweenShare);
    }

    private ExploratoryNumber Whole(int index, string metric, Statistic value) =>
        new(_attributes[index].Grouping.Attribute, metric, null, null, value,
            _members[index].Sum(own => (long)own.Length));

    private double[] Sums(int index, double[] weights, Predicate<int> counts) =>
        Array.ConvertAll(_members[index], own => own.Where(row => counts(row)).Sum(row => weights[row]));

    private SortedRows Take(int[] rows, double[] weights) => new(
        Array.ConvertAll(rows, row => _scores[row]), Array.ConvertAll(rows, row => _labels[row]),
            Array.ConvertAll(rows, row => weights[row]));

    /// <summary>The crossing of all control columns; one stratum where there are none. Rows without a control value
    /// make one of their own.</summary>
    private static int[] Strata(AuditedRows rows)
    {
        Dictionary<string, int> codes = new(StringComparer.Ordinal);
        return Array.ConvertAll(rows.Rows, row =>
        {
            string key = string.Join(',', rows.Table.Controls.Select(control => control.Codes[row]));
            codes.TryAdd(key, codes.Count);
            return codes[key];
        });
    }
}
