using System.Globalization;
using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Datasets;

/// <summary>
/// Makes a cohort of phantom radiographs with biases of known size: for teaching, for studies of power, and for trying
/// out an audit where no patient data is.
/// </summary>
/// <remarks>
/// <para>Every picture has a hidden sign z ~ N(finding · δ, 1), where δ is the separation, weakened by group and by
/// scanner. The sign shapes an opacity in one lung; so the best possible AUROC of a group is Φ(δ / √2), and an injected
/// gap is known before anything is measured. Findings are Bernoulli draws with the prevalence of site and group; what
/// is recorded of them is missed (in the disadvantaged group) and flipped (everywhere) with the shares asked
/// for.</para>
/// <para>Sites differ in brightness and noise, sexes in the density of the lower lung fields, so that both can be read
/// from a picture. Age is alike in all groups. Patients are dealt to train, val and test as 50, 10 and 40 of
/// 100.</para>
/// <para>With the defaults, only the separation differs by group. The pictures resemble no chest well enough to train a
/// medical model on.</para>
/// </remarks>
public static class PhantomCohort
{
    /// <summary>Makes the cohort.</summary>
    /// <param name="request">Its size, seed and biases.</param>
    /// <param name="cancellationToken">Stops between patients; the manifest is then not written.</param>
    /// <returns>Where it is and what is known about it.</returns>
    /// <exception cref="ArgumentException">A group, site or number is not one of those described in the
    /// request.</exception>
    public static PhantomCohortResult Write(PhantomCohortRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        PhantomDesign design = new(request);
        Directory.CreateDirectory(Path.Combine(request.Folder, "images"));
        string manifestPath = Path.Combine(request.Folder, "manifest.csv");
        string truthPath = Path.Combine(request.Folder, "truth.csv");
        using CsvWriter manifest = new(
            manifestPath, ["image_id", "path", "patient_id", "finding", "sex", "age", "site", "split"]);
        using CsvWriter truth = new(truthPath, ["image_id", "finding", "sign"]);
        int imageCount = 0;
        for (int patient = 0; patient < request.PatientCount; patient++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            imageCount += WritePatient(request, design, patient, manifest, truth);
        }

        manifest.Complete();
        truth.Complete();
        PhantomCohortResult result = new()
        {
            ManifestPath = manifestPath,
            StatementPath = Path.Combine(request.Folder, "phantom.json"),
            TruthPath = truthPath,
            ImageCount = imageCount,
            Cells = design.Cells,
            IdealAuroc = design.IdealAuroc(disadvantaged: false),
            IdealAurocDisadvantaged = design.IdealAuroc(disadvantaged: true),
        };
        AtomicFile.WriteText(result.StatementPath, Statement(request, result));
        return result;
    }

    private static int WritePatient(
        PhantomCohortRequest request, PhantomDesign design, int patient, CsvWriter manifest, CsvWriter truth)
    {
        RandomSource random = RandomSource.For(request.Seed, "phantom_cohort", patient);
        string sex = PhantomDesign.Sexes[random.NextInt32(PhantomDesign.Sexes.Length)];
        (string site, double brightness, double noise) = PhantomDesign.Sites[
            random.NextInt32(PhantomDesign.Sites.Length)];
        int age = (int)Math.Clamp(Math.Round(55 + (14 * random.NextNormal())), 18, 90);
        double place = random.NextDouble();
        string split = place < 0.5 ? "train" : place < 0.6 ? "val" : "test";
        PhantomCell cell = design.Of(site, sex);
        double missedShare = design.IsDisadvantaged(site, sex) ? request.MissedShare : 0;
        string patientId = string.Create(CultureInfo.InvariantCulture, $"P{patient + 1:D5}");
        int count = 1 + random.NextInt32(3);
        for (int k = 1; k <= count; k++)
        {
            int finding = random.NextDouble() < cell.Prevalence ? 1 : 0;
            bool missed = random.NextDouble() < missedShare;
            bool flipped = random.NextDouble() < request.LabelNoise;
            int recorded = (missed ? 0 : finding) ^ (flipped ? 1 : 0);
            double sign = (finding * cell.Separation) + random.NextNormal();
            string id = string.Create(CultureInfo.InvariantCulture, $"{patientId}_{k}");
            PhantomRadiograph.Draw(random, request.Side, sign, brightness, noise, sex == "female")
                .WritePng(Path.Combine(request.Folder, "images", id + ".png"));
            manifest.Cell(id);
            manifest.Cell($"images/{id}.png");
            manifest.Cell(patientId);
            manifest.Cell(recorded);
            manifest.Cell(sex);
            manifest.Cell(age);
            manifest.Cell(site);
            manifest.Cell(split);
            manifest.EndRow();
            truth.Cell(id);
            truth.Cell(finding);
            truth.Cell(sign);
            truth.EndRow();
        }

        return count;
    }

    private static string Statement(PhantomCohortRequest request, PhantomCohortResult result) =>
        JsonSerializer.Serialize(
        new
        {
            Schema = "isonomia.phantom/1",
            About = "Phantom radiographs made by a program; no patient. The biases below were put in on purpose.",
            request.Seed,
            Patients = request.PatientCount,
            Images = result.ImageCount,
            InjectedDisparity = new
            {
                request.Attribute,
                Group = request.DisadvantagedGroup,
                request.SignalFactor,
                request.Separation,
                IdealAurocElsewhere = result.IdealAuroc,
                IdealAurocInGroup = result.IdealAurocDisadvantaged,
            },
            request.LabelNoise,
            request.MissedShare,
            result.Cells,
        },
        ResultJson.Options) + "\n";
}
