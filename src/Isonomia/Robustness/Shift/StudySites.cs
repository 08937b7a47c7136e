using Isonomia.Adaptation;
using Isonomia.Catalogs;
using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Robustness;

/// <summary>The sites of a cohort and the binary label of its rows.</summary>
internal sealed class StudySites
{
    private readonly Grouping _sites;
    private readonly EmbeddedCohort _cohort;
    private readonly int _minimum;

    private StudySites(EmbeddedCohort cohort, Grouping sites, int[] labels, string positive, int minimum)
    {
        (_cohort, _sites, Labels, Positive, _minimum) = (cohort, sites, labels, positive, minimum);
        All = [.. sites.Groups.Select(Describe)];
        Large = [.. All.Where(site => site.LeftOut is null).Select(site => site.Site)];
    }

    /// <summary>1, 0, or −1 where unknown.</summary>
    internal int[] Labels { get; }

    /// <summary>What the positive class is called.</summary>
    internal string Positive { get; }

    internal IReadOnlyList<ShiftSite> All { get; }

    internal IReadOnlyList<string> Large { get; }

    internal static StudySites Of(ShiftStudyRequest request, EmbeddedCohort cohort)
    {
        ProbeTask task = ProbeTask.Read(cohort, request.Label, request.Positive, isRegression: false);
        if (task.Task != "binary")
        {
            throw new ProbeException(
                $"Column '{request.Label}' holds {task.Names.Count} classes; a shift study needs two: name the "
                    + $"positive one.");
        }

        StudySites sites =
            new(cohort, cohort.Groups(request.Site), task.Classes, task.Names[1], request.MinimumPatients);
        return sites.Large.Count >= 2
            ? sites
            : throw new ProbeException(
                $"Column '{request.Site}' has {sites.Large.Count} site(s) with {request.MinimumPatients} patients of "
                    + $"each class; "
                + "a shift study needs two.");
    }

    /// <summary>The rows of a site that have a label.</summary>
    internal int[] RowsOf(string site)
    {
        int code = _sites.Groups.ToList().IndexOf(site);
        return [.. Enumerable.Range(0, _cohort.Count).Where(row => _sites.Codes[row] == code && Labels[row] >= 0)];
    }

    /// <summary>Whether rows hold enough patients of each class.</summary>
    internal bool IsLarge(IReadOnlyList<int> rows) => new[] { 0, 1 }.All(label => rows
        .Where(row => Labels[row] == label).Select(row => _cohort.Units?[row] ?? row).Distinct().Count() >= _minimum);

    /// <summary>The name of a site that may train.</summary>
    internal string Require(string site) => Large.Contains(site)
        ? site
        : throw (_sites.Groups.Contains(site)
            ? new ProbeException(
                $"The site '{site}' has fewer than {_minimum} patients of each class; it cannot train.")
            : new UnknownNameException("Site", site, _sites.Groups));

    private ShiftSite Describe(string site)
    {
        int[] rows = RowsOf(site);
        return new ShiftSite(
            site, rows.Length, rows.Select(row => _cohort.Units?[row] ?? row).Distinct().Count(),
            rows.Length == 0 ? null : rows.Count(row => Labels[row] == 1) / (double)rows.Length,
            IsLarge(rows) ? null : UndefinedReason.BelowMinCount.Id());
    }
}
