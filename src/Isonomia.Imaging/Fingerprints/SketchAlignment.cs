using System.Numerics.Tensors;

namespace Isonomia.Imaging;

/// <summary>Moves a window of one sketch until its gradients correlate best with those of a whole other
/// sketch.</summary>
internal sealed class SketchAlignment
{
    private const int Coarse = 12;
    private const int Fine = 24;
    private const float SmallestSide = PictureSketch.Side * 0.5f;
    private const double Gain = 1e-4;

    // What is not at least this similar after the first, coarse steps, does not become a match.
    private const double HopelessBelow = 0.6;

    // Steeper gradients count as this many mean ones: a black frame or a bright letter must not decide alone.
    private const float SteepestShare = 3;

    // From here on a change of tone may be what keeps two copies apart.
    private const double EqualizedFrom = 0.85;

    // Cells that differ by less than half a gray level count as equal: noise has no rank.
    private const float Equal = 0.5f;

    // A coarse grid forgives a window that is some cells off; the fine one tells copies from look-alikes.
    private static readonly (int Grid, float Step)[] Steps =
        [(Coarse, 3), (Coarse, 1.5f), (Fine, 1.5f), (Fine, 0.75f), (Fine, 0.4f)];

    private static readonly (int Left, int Top, int Right, int Bottom)[] Moves =
        [(1, 0, 1, 0), (0, 1, 0, 1), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 1, -1, -1)];

    private readonly float[] _corners = new float[2 * (Fine + 1)];
    private readonly float[] _grid = new float[Fine * Fine];
    private readonly float[] _target = new float[2 * Fine * Fine];
    private readonly float[] _gradients = new float[2 * Fine * Fine];
    private readonly float[] _sorted = new float[Fine * Fine];
    private readonly int[] _order = new int[Fine * Fine];
    private int _side;

    /// <summary>Aligns.</summary>
    /// <param name="whole">Sums of the sketch in which the window moves.</param>
    /// <param name="start">Where the window starts.</param>
    /// <param name="part">Sums of the other sketch, turned.</param>
    /// <returns>The signed correlation (negative: inverted) and the window.</returns>
    internal (double Similarity, SketchWindow Window) Align(float[] whole, SketchWindow start, float[] part)
    {
        SketchWindow best = start;
        double similarity = 0;
        _side = 0;
        foreach ((int grid, float step) in Steps)
        {
            if (grid != _side)
            {
                _side = grid;
                SketchWindow.Whole.Sample(part, _side, _corners, _grid);
                if (!Gradients(Part(_target)))
                {
                    return (0, start);
                }

                similarity = Similarity(whole, best);
            }

            for (int round = 0; round < 3; round++)
            {
                bool improved = false;
                foreach ((int left, int top, int right, int bottom) in Moves)
                {
                    for (float signed = step; signed >= -step; signed -= 2 * step)
                    {
                        SketchWindow moved = new(
                            best.Left + (left * signed), best.Top + (top * signed),
                            best.Right + (right * signed), best.Bottom + (bottom * signed));
                        if (moved.Left < 0 || moved.Top < 0 || moved.Right > PictureSketch.Side
                            || moved.Bottom > PictureSketch.Side || moved.Right - moved.Left < SmallestSide
                            || moved.Bottom - moved.Top < SmallestSide)
                        {
                            continue;
                        }

                        double value = Similarity(whole, moved);
                        if (Math.Abs(value) > Math.Abs(similarity) + Gain)
                        {
                            (similarity, best, improved) = (value, moved, true);
                        }
                    }
                }

                if (!improved)
                {
                    break;
                }
            }

            if (Math.Abs(similarity) < HopelessBelow)
            {
                break;
            }
        }

        if (_side == Fine && Math.Abs(similarity) >= EqualizedFrom)
        {
            double equalized = Equalized(whole, best, part);
            similarity = Math.Abs(equalized) > Math.Abs(similarity) ? equalized : similarity;
        }

        return (similarity, best);
    }

    /// <summary>The similarity after both grids were replaced by the ranks of their cells: a change of tone leaves
    /// ranks alone.</summary>
    private double Equalized(float[] whole, SketchWindow window, float[] part)
    {
        SketchWindow.Whole.Sample(part, _side, _corners, _grid);
        Rank();
        bool isFlat = !Gradients(Part(_target));
        window.Sample(whole, _side, _corners, _grid);
        Rank();
        return Gradients(Part(_gradients)) && !isFlat ? TensorPrimitives.Dot(Part(_gradients), Part(_target)) : 0;
    }

    /// <summary>Replaces the cells of the grid by their ranks, equal ones by their mean rank.</summary>
    private void Rank()
    {
        Span<float> cells = _grid.AsSpan(0, _side * _side);
        cells.CopyTo(_sorted);
        for (int i = 0; i < cells.Length; i++)
        {
            _order[i] = i;
        }

        Array.Sort(_sorted, _order, 0, cells.Length);
        for (int start = 0; start < cells.Length;)
        {
            int end = start + 1;
            while (end < cells.Length && _sorted[end] - _sorted[start] <= Equal)
            {
                end++;
            }

            for (int i = start; i < end; i++)
            {
                cells[_order[i]] = (start + end) / 2f;
            }

            start = end;
        }
    }

    private Span<float> Part(float[] memory) => memory.AsSpan(0, 2 * _side * _side);

    private double Similarity(float[] whole, SketchWindow window)
    {
        window.Sample(whole, _side, _corners, _grid);
        return Gradients(Part(_gradients)) ? TensorPrimitives.Dot(Part(_gradients), Part(_target)) : 0;
    }

    /// <summary>Differences to the right and to below, the steepest cut, scaled to unit length; false where the grid is
    /// flat.</summary>
    private bool Gradients(Span<float> gradients)
    {
        int side = _side;
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                int at = (y * side) + x;
                gradients[at] = x + 1 < side ? _grid[at + 1] - _grid[at] : 0;
                gradients[(side * side) + at] = y + 1 < side ? _grid[at + side] - _grid[at] : 0;
            }
        }

        float limit = SteepestShare * TensorPrimitives.SumOfMagnitudes(gradients) / gradients.Length;
        TensorPrimitives.Clamp(gradients, -limit, limit, gradients);
        float norm = TensorPrimitives.Norm(gradients);
        if (!(norm > 1e-3f))
        {
            return false;
        }

        TensorPrimitives.Multiply(gradients, 1 / norm, gradients);
        return true;
    }
}
