using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record Calibrator
{
    /// <summary>A logistic curve over the log-odds, with Platt's softened targets; a curve each class where there are
    /// several.</summary>
    public static Calibrator Platt { get; } = new(
        "platt",
        "Platt scaling",
        "1/(1 + exp(a·logit p + b)), targets (n⁺+1)/(n⁺+2) and 1/(n⁻+2); several classes: one versus rest, made to "
            + "sum to 1",
        new Citation(
            "Platt, Advances in Large Margin Classifiers, 1999; Lin, Lin and Weng, Machine Learning 68, 2007 (its "
                + "Newton method)"),
        FitPlatt);

    private static Calibration FitPlatt(double[] scores, int[] classes, int classCount)
    {
        (double A, double B)[] curves = [.. ClassLogits.Columns(scores, classes, classCount)
            .Select(column => PlattCurve([.. column.Scores.Select(ClassLogits.Of)], column.IsTrue))];
        return new Calibration(
            ClassLogits.OneVersusRest([.. curves.Select(curve =>
                (Func<double, double>)(p => LogisticSolver.Sigmoid(-((curve.A * ClassLogits.Of(p)) + curve.B))))]),
            [.. curves.SelectMany(curve => new[] { curve.A, curve.B })]);
    }

    /// <summary>Newton's method with halved steps on the cross entropy of softened targets; convex in (a, b).</summary>
    private static (double A, double B) PlattCurve(double[] f, bool[] isTrue)
    {
        double positives = isTrue.Count(flag => flag);
        double negatives = isTrue.Length - positives;
        double[] targets = [.. isTrue.Select(flag => flag ? (positives + 1) / (positives + 2) : 1 / (negatives + 2))];
        (double a, double b) = (0, Math.Log((negatives + 1) / (positives + 1)));
        double loss = Loss(a, b);
        for (int iteration = 0; iteration < 100; iteration++)
        {
            (double h11, double h22, double h21, double g1, double g2) = (1e-12, 1e-12, 0, 0, 0);
            for (int i = 0; i < f.Length; i++)
            {
                double p = LogisticSolver.Sigmoid(-((a * f[i]) + b));
                double curvature = p * (1 - p);
                double residual = targets[i] - p;
                h11 += f[i] * f[i] * curvature;
                h22 += curvature;
                h21 += f[i] * curvature;
                g1 += f[i] * residual;
                g2 += residual;
            }

            double determinant = (h11 * h22) - (h21 * h21);
            double da = -((h22 * g1) - (h21 * g2)) / determinant;
            double db = -((h11 * g2) - (h21 * g1)) / determinant;
            double step = 1;
            double next = Loss(a + da, b + db);
            while (!(next <= loss) && step > 1e-10)
            {
                step /= 2;
                next = Loss(a + (step * da), b + (step * db));
            }

            (a, b) = (a + (step * da), b + (step * db));
            if (Math.Abs(g1) < 1e-9 && Math.Abs(g2) < 1e-9)
            {
                break;
            }

            loss = Math.Min(loss, next);
        }

        return (a, b);

        double Loss(double slope, double intercept)
        {
            double sum = 0;
            for (int i = 0; i < f.Length; i++)
            {
                double z = (slope * f[i]) + intercept;
                sum += (targets[i] * z) + (z >= 0 ? Math.Log(1 + Math.Exp(-z)) : Math.Log(1 + Math.Exp(z)) - z);
            }

            return sum;
        }
    }
}
