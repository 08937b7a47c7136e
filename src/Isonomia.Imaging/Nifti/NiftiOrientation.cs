namespace Isonomia.Imaging;

/// <summary>Where a voxel lies in the body: the 3 × 4 matrix from indices to millimeters, right, anterior and
/// superior.</summary>
/// <remarks>
/// <para>The sform where its code is above 0, otherwise the qform where its code is above 0, otherwise the spacing
/// alone with the grid's center at the origin and the first axis to the left, as nibabel assumes.</para>
/// <para>Source: nifti1.h, "3D image (volume) orientation and location in space", methods 1 to 3; Analyze fallback as
/// in nibabel 5.0.</para>
/// </remarks>
public sealed class NiftiOrientation
{
    private const double SmallestDeterminant = 1e-12;
    private readonly double[] _matrix;

    private NiftiOrientation(double[] matrix) => _matrix = matrix;

    /// <summary>The element of the matrix.</summary>
    /// <param name="row">0 for right, 1 for anterior, 2 for superior.</param>
    /// <param name="column">0 to 2 for the voxel axes, 3 for the offset.</param>
    /// <returns>Millimeters a voxel, or millimeters for column 3.</returns>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(row, 2);
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(column, 3);
            return _matrix[(4 * row) + column];
        }
    }

    /// <summary>The direction each voxel axis points to, for example <c>RAS</c> or <c>LIA</c>.</summary>
    public string Code
    {
        get
        {
            (int[] rows, bool[] isFlipped) = Axes();
            return string.Concat(
                Enumerable.Range(0, 3).Select(axis => "LRPAIS"[(2 * rows[axis]) + (isFlipped[axis] ? 0 : 1)]));
        }
    }

    /// <summary>Makes an orientation.</summary>
    /// <param name="matrix">Twelve numbers, shape [3, 4]; the first three columns must not lie in one plane.</param>
    /// <returns>The orientation.</returns>
    /// <exception cref="ArgumentException">The matrix has another size, is not finite or is singular.</exception>
    public static NiftiOrientation Of(IReadOnlyList<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        double[] copy = [.. matrix];
        return copy.Length == 12 && IsUsable(copy)
            ? new NiftiOrientation(copy)
            : throw new ArgumentException(
                "An orientation needs twelve finite numbers with three independent axes.", nameof(matrix));
    }

    internal static NiftiOrientation Of(NiftiFields fields, int[] shape, double[] spacing)
    {
        if (fields.SformCode > 0)
        {
            double[] sform = new double[12];
            for (int i = 0; i < sform.Length; i++)
            {
                sform[i] = fields.Sform(i / 4, i % 4) * fields.MillimetersPerUnit;
            }

            if (IsUsable(sform))
            {
                return new NiftiOrientation(sform);
            }
        }

        double[] qform = fields.QformCode > 0 ? Qform(fields, spacing) : [];
        return qform.Length == 12 && IsUsable(qform) ? new NiftiOrientation(qform) : Centered(shape, spacing);
    }

    /// <summary>The grid alone: first axis to the left, center at the origin.</summary>
    internal static NiftiOrientation Centered(IReadOnlyList<int> shape, IReadOnlyList<double> spacing)
    {
        double[] matrix = new double[12];
        for (int axis = 0; axis < 3; axis++)
        {
            double step = axis < spacing.Count ? spacing[axis] : 1;
            int size = axis < shape.Count ? shape[axis] : 1;
            double signed = axis == 0 ? -step : step;
            matrix[(4 * axis) + axis] = signed;
            matrix[(4 * axis) + 3] = -signed * (size - 1) / 2;
        }

        return new NiftiOrientation(matrix);
    }

    /// <summary>For every voxel axis the body axis it follows best, and whether it runs against it.</summary>
    /// <remarks>Oblique grids: the pairing of voxel and body axes with the largest sum of squared cosines, tried over
    /// all six.</remarks>
    internal (int[] Rows, bool[] IsFlipped) Axes()
    {
        int[][] pairings = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        int[] best = pairings.MaxBy(Fit)!;
        return (best, [.. Enumerable.Range(0, 3).Select(axis => this[best[axis], axis] < 0)]);

        double Fit(int[] rows) => Enumerable.Range(0, 3).Sum(axis => this[rows[axis], axis] * this[rows[axis], axis]
            / Enumerable.Range(0, 3).Sum(row => this[row, axis] * this[row, axis]));
    }

    /// <summary>The orientation after axes were exchanged and flipped.</summary>
    /// <param name="order">Which old axis each new axis is.</param>
    /// <param name="isFlipped">Whether the old axis runs backwards now.</param>
    /// <param name="shape">The old sizes.</param>
    internal NiftiOrientation Permuted(int[] order, bool[] isFlipped, IReadOnlyList<int> shape)
    {
        double[] matrix = new double[12];
        for (int row = 0; row < 3; row++)
        {
            double offset = this[row, 3];
            for (int axis = 0; axis < 3; axis++)
            {
                int old = order[axis];
                double step = this[row, old];
                matrix[(4 * row) + axis] = isFlipped[old] ? -step : step;
                offset += isFlipped[old] ? step * ((old < shape.Count ? shape[old] : 1) - 1) : 0;
            }

            matrix[(4 * row) + 3] = offset;
        }

        return new NiftiOrientation(matrix);
    }

    private static double[] Qform(NiftiFields fields, double[] spacing)
    {
        double b = fields.Quaternion(0);
        double c = fields.Quaternion(1);
        double d = fields.Quaternion(2);
        double a = Math.Sqrt(Math.Max(0, 1 - ((b * b) + (c * c) + (d * d))));
        double[] rotation =
        [
            (a * a) + (b * b) - (c * c) - (d * d), (2 * b * c) - (2 * a * d), (2 * b * d) + (2 * a * c),
            (2 * b * c) + (2 * a * d), (a * a) + (c * c) - (b * b) - (d * d), (2 * c * d) - (2 * a * b),
            (2 * b * d) - (2 * a * c), (2 * c * d) + (2 * a * b), (a * a) + (d * d) - (c * c) - (b * b),
        ];
        double[] matrix = new double[12];
        for (int row = 0; row < 3; row++)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                double step = (axis < spacing.Length ? spacing[axis] : 1) * (axis == 2 ? fields.HandSign : 1);
                matrix[(4 * row) + axis] = rotation[(3 * row) + axis] * step;
            }

            matrix[(4 * row) + 3] = fields.Quaternion(3 + row) * fields.MillimetersPerUnit;
        }

        return matrix;
    }

    private static bool IsUsable(double[] m) => m.All(double.IsFinite) && Math.Abs(
        (m[0] * ((m[5] * m[10]) - (m[6] * m[9])))
        - (m[1] * ((m[4] * m[10]) - (m[6] * m[8])))
        + (m[2] * ((m[4] * m[9]) - (m[5] * m[8])))) > SmallestDeterminant;
}
