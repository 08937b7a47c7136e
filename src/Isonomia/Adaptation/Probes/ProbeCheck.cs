using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>Refuses requests that no honest probe can be made of.</summary>
internal static class ProbeCheck
{
    internal static void Require(ProbeRequest request, int[] training, int[] validation, IReadOnlyList<double> grid)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.ThreadCount, 1);
        int n = request.Embeddings.RowCount;
        bool isRegression = request.ClassNames.Count == 0;
        int labels = isRegression ? request.Targets.Count : request.Classes.Count;
        if (labels != n || (request.Weights is { } weights && weights.Count != n)
            || (request.Units is { } units && units.Count != n))
        {
            throw new ArgumentException(
                $"There are {n} embeddings; labels, weights and patients need one entry each ({labels} labels).");
        }

        if (grid.Any(value => !(value > 0)))
        {
            throw new ArgumentException($"Every value of {request.Probe.SettingName} must be above 0.");
        }

        if (isRegression && !request.Probe.CanRegress)
        {
            throw new ArgumentException(
                $"The probe '{request.Probe.Id}' predicts classes; use 'ridge' or 'knn' for a number.");
        }

        if (isRegression && request.Calibrator is not null)
        {
            throw new ArgumentException("A calibrator works on probabilities; a predicted number has none.");
        }

        if (!isRegression && request.ClassNames.Count < 2)
        {
            throw new ArgumentException("A probe needs two class names.");
        }

        RequireDisjoint(request, training, validation);
        RequireData(request, training, validation, grid);
    }

    private static void RequireDisjoint(ProbeRequest request, int[] training, int[] validation)
    {
        if (training.Intersect(validation).Any())
        {
            throw new ArgumentException(
                "A row is in both the training and the validation split; the splits must be disjoint.");
        }

        if (request.Units is not { } units)
        {
            return;
        }

        int shared = training.Select(row => units[row]).Intersect(validation.Select(row => units[row])).Count();
        if (shared > 0)
        {
            throw new ArgumentException(
                $"{(shared == 1 ? "1 patient is" : $"{shared} patients are")} in both the training and the validation "
                    + $"split; "
                + "the splits must not share a patient.");
        }
    }

    private static void RequireData(ProbeRequest request, int[] training, int[] validation, IReadOnlyList<double> grid)
    {
        foreach (int row in training.Concat(validation))
        {
            if (!TensorPrimitives.IsFiniteAll<float>(request.Embeddings.Row(row)))
            {
                throw new ProbeException(
                    $"The embedding of row {row} holds a number that is not finite; leave such rows out.");
            }

            if (request.Weights is { } weights && !(weights[row] >= 0 && double.IsFinite(weights[row])))
            {
                throw new ProbeException($"The weight of row {row} is not a number of at least 0.");
            }
        }

        if (training.Length == 0)
        {
            throw new ProbeException("No training row has a label; a probe needs some.");
        }

        if (request.ClassNames.Count > 0)
        {
            int[] present = [.. training.Select(row => request.Classes[row]).Distinct()];
            if (present.Length < 2)
            {
                throw new ProbeException(
                    $"The {training.Length} training rows hold one class only ('{request.ClassNames[present[0]]}'); a "
                        + $"probe needs two.");
            }

            string[] absent =
                [.. Enumerable.Range(0, request.ClassNames.Count).Except(present)
                    .Select(k => $"'{request.ClassNames[k]}'")];
            if (absent.Length > 0)
            {
                throw new ProbeException(
                    $"No training row has the class {string.Join(", ", absent)}; leave the class out or give it "
                        + $"training rows.");
            }
        }

        if (training.All(row => request.Weights?[row] == 0))
        {
            throw new ProbeException("All training rows have the weight 0.");
        }

        if (validation.Length == 0 && (grid.Count > 1 || request.Calibrator is not null))
        {
            throw new ProbeException(
                $"No validation row has a label, so that nothing can choose {request.Probe.SettingName}"
                + $"{(request.Calibrator is null ? string.Empty : " or fit the calibrator")}; name a validation split "
                + $"or give one value.");
        }
    }
}
