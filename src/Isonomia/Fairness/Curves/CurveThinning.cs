namespace Isonomia.Fairness;

/// <summary>Thins the points of a curve so that its shape is kept.</summary>
internal static class CurveThinning
{
    /// <summary>How many points a drawn curve has at most.</summary>
    internal const int DefaultCount = 200;

    /// <summary>Keeps the two ends and, one by one, the point furthest from the polyline of the kept ones.</summary>
    /// <remarks>Source: Douglas and Peucker, Cartographica 10 (1973), 112–122, stopped by count instead of
    /// distance.</remarks>
    internal static IReadOnlyList<CurvePoint> Thin(double[] xs, double[] ys, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        SortedSet<int> kept = [];
        if (xs.Length <= most)
        {
            kept.UnionWith(Enumerable.Range(0, xs.Length));
        }
        else
        {
            kept.UnionWith([0, xs.Length - 1]);
            PriorityQueue<(int Left, int Right, int Middle), (double, int)> pieces = new();
            Offer(pieces, xs, ys, 0, xs.Length - 1);
            while (kept.Count < most && pieces.TryDequeue(out (int Left, int Right, int Middle) piece, out _))
            {
                kept.Add(piece.Middle);
                Offer(pieces, xs, ys, piece.Left, piece.Middle);
                Offer(pieces, xs, ys, piece.Middle, piece.Right);
            }
        }

        return [.. kept.Select(i => new CurvePoint(xs[i], ys[i]))];
    }

    private static void Offer(
        PriorityQueue<(int Left, int Right, int Middle), (double, int)> pieces, double[] xs, double[] ys, int left,
        int right)
    {
        (double dx, double dy) = (xs[right] - xs[left], ys[right] - ys[left]);
        double length = Math.Sqrt((dx * dx) + (dy * dy));
        (int middle, double furthest) = (-1, -1);
        for (int i = left + 1; i < right; i++)
        {
            double area = Math.Abs((dx * (ys[i] - ys[left])) - (dy * (xs[i] - xs[left])));
            double distance = length > 0 ? area / length : Math.Abs(ys[i] - ys[left]) + Math.Abs(xs[i] - xs[left]);
            if (distance > furthest)
            {
                (middle, furthest) = (i, distance);
            }
        }

        if (middle >= 0)
        {
            pieces.Enqueue((left, right, middle), (-furthest, left));
        }
    }
}
