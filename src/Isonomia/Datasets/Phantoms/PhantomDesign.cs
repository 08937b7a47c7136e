using MathNet.Numerics;

namespace Isonomia.Datasets;

/// <summary>What a request means for every site and sex, and the checks of a request.</summary>
internal sealed class PhantomDesign
{
    internal static readonly (string Name, double Brightness, double Noise)[] Sites =
        [("north", 10, 7), ("south", -4, 9), ("west", 20, 8)];

    internal static readonly string[] Sexes = ["female", "male"];

    private readonly PhantomCohortRequest _request;

    internal PhantomDesign(PhantomCohortRequest request)
    {
        Check(request);
        _request = request;
        Cells = [.. Sites.SelectMany(site => Sexes.Select(sex => Cell(site.Name, sex)))];
    }

    internal IReadOnlyList<PhantomCell> Cells { get; }

    /// <summary>The AUROC of the sign over all cells in or outside the disadvantaged group. Signs without the finding
    /// are N(0, 1) everywhere, so that the cells' values average by their positive pictures.</summary>
    internal double IdealAuroc(bool disadvantaged)
    {
        PhantomCell[] cells = [.. Cells.Where(cell => IsDisadvantaged(cell.Site, cell.Sex) == disadvantaged)];
        return cells.Sum(cell => cell.Prevalence * cell.IdealAuroc) / cells.Sum(cell => cell.Prevalence);
    }

    internal PhantomCell Of(string site, string sex) => Cells.First(cell => cell.Site == site && cell.Sex == sex);

    internal bool IsDisadvantaged(string site, string sex) =>
        _request.DisadvantagedGroup == (_request.Attribute == "sex" ? sex : site);

    private PhantomCell Cell(string site, string sex)
    {
        bool worse = IsDisadvantaged(site, sex);
        double separation = _request.Separation * (
            worse ? _request.SignalFactor : 1) * _request.SiteSignalFactors.GetValueOrDefault(site, 1);
        double prevalence = worse && _request.GroupPrevalence is { } own
            ? own
            : _request.SitePrevalences.TryGetValue(site, out double here) ? here : _request.Prevalence;
        double missed = worse ? _request.MissedShare : 0;
        double noise = _request.LabelNoise;

        // A finding is recorded unless it was missed; then noise flips what is recorded.
        double foundOfPositive = ((1 - missed) * (1 - noise)) + (missed * noise);
        double recorded = (prevalence * foundOfPositive) + ((1 - prevalence) * noise);
        double auroc = 0.5 * SpecialFunctions.Erfc(-separation / 2);
        double truePositive = prevalence * foundOfPositive / recorded;
        double truePositiveOfAbsent = prevalence * (1 - foundOfPositive) / (1 - recorded);
        double recordedAuroc = (truePositive * (1 - truePositiveOfAbsent) * auroc)
            + ((1 - truePositive) * truePositiveOfAbsent * (1 - auroc))
            + (0.5 * ((truePositive * truePositiveOfAbsent) + ((1 - truePositive) * (1 - truePositiveOfAbsent))));
        return new PhantomCell(site, sex, separation, prevalence, recorded, auroc, recordedAuroc);
    }

    private static void Check(PhantomCohortRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.PatientCount, 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Side, 32);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Side, 1024);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.Separation);
        string[] sites = [.. Sites.Select(site => site.Name)];
        string[] groups = request.Attribute switch
        {
            "sex" => Sexes,
            "site" => sites,
            _ => throw new Catalogs.UnknownNameException("Attribute", request.Attribute, ["sex", "site"]),
        };
        if (!groups.Contains(request.DisadvantagedGroup))
        {
            throw new Catalogs.UnknownNameException("Group", request.DisadvantagedGroup, groups);
        }

        foreach (string site in request.SitePrevalences.Keys.Concat(request.SiteSignalFactors.Keys).Except(sites))
        {
            throw new Catalogs.UnknownNameException("Site", site, sites);
        }

        double[] factors = [request.SignalFactor, .. request.SiteSignalFactors.Values];
        double[] shares = [request.Prevalence, request.GroupPrevalence ?? 0.5, .. request.SitePrevalences.Values];
        if (!factors.All(factor => factor is >= 0 and <= 1) || !shares.All(share => share is > 0 and < 1))
        {
            throw new ArgumentException(
                "Signal factors must lie in [0, 1] and prevalences in (0, 1).", nameof(request));
        }

        if (request.LabelNoise is not (>= 0 and < 0.5) || request.MissedShare is not (>= 0 and < 1))
        {
            throw new ArgumentException(
                "The label noise must lie in [0, 0.5) and the missed share in [0, 1).", nameof(request));
        }
    }
}
