using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isonomia.Numerics;
using MathNet.Numerics;

namespace Isonomia.Datasets;

/// <summary>
/// Makes a cohort of phantom pictures with a disparity of known size: for trying out an audit where no patient data
/// is.
/// </summary>
/// <remarks>
/// <para>Every picture has a hidden sign z ~ N(label · δ, 1), where δ is the separation, weakened in one group.
/// The sign shapes the
/// picture; so the best possible AUROC of a group is Φ(δ / √2), and the injected gap is known before anything
/// is measured.</para>
/// <para>Prevalence, age and everything else is alike in all groups. Sites differ in brightness and noise only.
/// Patients are
/// dealt to train, val and test as 50, 10 and 40 of 100.</para>
/// <para>The pictures resemble no body part well enough to train a medical model on.</para>
/// </remarks>
public static class PhantomCohort
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly (string Name, double Brightness, double Noise)[] Sites =
        [("north", 185, 9), ("south", 172, 11), ("west", 195, 10)];

    private static readonly string[] Sexes = ["female", "male"];

    /// <summary>Makes the cohort.</summary>
    /// <param name="request">Its size, seed and disparity.</param>
    /// <param name="cancellationToken">Stops between patients; the manifest is then not written.</param>
    /// <returns>Where it is and what is known about it.</returns>
    /// <exception cref="ArgumentException">The group or a number is not one of those described in the
    /// request.</exception>
    public static PhantomCohortResult Write(PhantomCohortRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        Directory.CreateDirectory(Path.Combine(request.Folder, "images"));
        string manifestPath = Path.Combine(request.Folder, "manifest.csv");
        using CsvWriter manifest = new(
            manifestPath, ["image_id", "path", "patient_id", "malignant", "sex", "age", "site", "split"]);
        int imageCount = 0;
        for (int patient = 0; patient < request.PatientCount; patient++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            imageCount += WritePatient(request, patient, manifest);
        }

        manifest.Complete();
        PhantomCohortResult result = new()
        {
            ManifestPath = manifestPath,
            StatementPath = Path.Combine(request.Folder, "phantom.json"),
            ImageCount = imageCount,
            IdealAuroc = IdealAuroc(request.Separation),
            IdealAurocDisadvantaged = IdealAuroc(request.SignalFactor * request.Separation),
        };
        AtomicFile.WriteText(result.StatementPath, Statement(request, result));
        return result;
    }

    private static int WritePatient(PhantomCohortRequest request, int patient, CsvWriter manifest)
    {
        RandomSource random = RandomSource.For(request.Seed, "phantom_cohort", patient);
        string sex = Sexes[random.NextInt32(Sexes.Length)];
        (string site, double brightness, double noise) = Sites[random.NextInt32(Sites.Length)];
        int age = (int)Math.Clamp(Math.Round(55 + (14 * random.NextNormal())), 18, 90);
        double place = random.NextDouble();
        string split = place < 0.5 ? "train" : place < 0.6 ? "val" : "test";
        bool isDisadvantaged = request.DisadvantagedGroup == (request.Attribute == "sex" ? sex : site);
        double separation = request.Separation * (isDisadvantaged ? request.SignalFactor : 1);
        string patientId = string.Create(CultureInfo.InvariantCulture, $"P{patient + 1:D5}");
        int count = 1 + random.NextInt32(3);
        for (int k = 1; k <= count; k++)
        {
            int malignant = random.NextDouble() < request.Prevalence ? 1 : 0;
            double sign = (malignant * separation) + random.NextNormal();
            string id = string.Create(CultureInfo.InvariantCulture, $"{patientId}_{k}");
            PhantomPicture.Draw(random, sign, brightness, noise)
                .WritePng(Path.Combine(request.Folder, "images", id + ".png"));
            manifest.Cell(id);
            manifest.Cell($"images/{id}.png");
            manifest.Cell(patientId);
            manifest.Cell(malignant);
            manifest.Cell(sex);
            manifest.Cell(age);
            manifest.Cell(site);
            manifest.Cell(split);
            manifest.EndRow();
        }

        return count;
    }

    private static double IdealAuroc(double separation) => 0.5 * SpecialFunctions.Erfc(-separation / 2);

    private static string Statement(PhantomCohortRequest request, PhantomCohortResult result) => new JsonObject
    {
        ["about"] = "Phantom pictures made by a program; no patient. The disparity below was put in on purpose.",
        ["seed"] = request.Seed,
        ["patients"] = request.PatientCount,
        ["images"] = result.ImageCount,
        ["prevalence"] = request.Prevalence,
        ["injected_disparity"] = new JsonObject
        {
            ["attribute"] = request.Attribute,
            ["group"] = request.DisadvantagedGroup,
            ["signal_factor"] = request.SignalFactor,
            ["separation"] = request.Separation,
            ["ideal_auroc_elsewhere"] = result.IdealAuroc,
            ["ideal_auroc_in_group"] = result.IdealAurocDisadvantaged,
        },
    }.ToJsonString(Indented) + "\n";

    private static void Check(PhantomCohortRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.PatientCount, 20);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.Separation);
        string[] groups = request.Attribute switch
        {
            "sex" => Sexes,
            "site" => [.. Sites.Select(site => site.Name)],
            _ => throw new ArgumentException(
                $"Attribute '{request.Attribute}' is unknown. Known: sex, site.", nameof(request)),
        };
        if (!groups.Contains(request.DisadvantagedGroup))
        {
            throw new ArgumentException(
                $"Group '{request.DisadvantagedGroup}' is unknown. Known: {string.Join(", ", groups)}.",
                nameof(request));
        }

        if (request.SignalFactor is not (>= 0 and <= 1) || request.Prevalence is not (> 0 and < 1))
        {
            throw new ArgumentException(
                "The signal factor must lie in [0, 1] and the prevalence in (0, 1).", nameof(request));
        }
    }
}
