using System.IO.Enumeration;
using Isonomia.Numerics;

namespace Isonomia.Onnx;

/// <summary>Low-rank adapters on matrix products of a model: y = x W + b + (alpha / rank) (x Aᵀ) Bᵀ, with W frozen.
/// </summary>
/// <remarks>Source: Hu et al., ICLR 2022, section 4.1. A is [rank, in] and starts as the uniform distribution of
/// PyTorch's linear layers; B is [out, rank] and starts at zero, so that the adapted model begins as the
/// model.</remarks>
public sealed partial class LowRankAdapters
{
    private readonly OnnxModel _base;
    private readonly Placed[] _placed;
    private readonly int _rank;
    private readonly double _alpha;
    private readonly double _dropout;

    private LowRankAdapters(
        OnnxModel source, OnnxModel model, Placed[] placed, int rank, double alpha, double dropout) =>
        (_base, Model, _placed, _rank, _alpha, _dropout) = (source, model, placed, rank, alpha, dropout);

    /// <summary>The model with the adapters as nodes of their own.</summary>
    public OnnxModel Model { get; }

    /// <summary>The names of all matrices A and B: what training changes.</summary>
    public IReadOnlyList<string> ParameterNames =>
        [.. _placed.SelectMany(entry => new[] { $"{entry.Target.Name}.A", $"{entry.Target.Name}.B" })];

    /// <summary>The results of the Dropout nodes of <see cref="Model"/>, which differ from step to step; empty for
    /// adapters without dropout.</summary>
    public IReadOnlyList<string> DroppedNames => _dropout > 0
        ? [.. Model.Proto.Graph.Node.Where(node => node.OpType == "Dropout").Select(node => node.Output[0])] : [];

    /// <summary>Finds products whose node or weight matches a pattern.</summary>
    /// <param name="model">The model.</param>
    /// <param name="patterns">Names with <c>*</c> and <c>?</c>, for example <c>*query*</c>.</param>
    /// <returns>The targets, in the graph's order.</returns>
    /// <exception cref="ArgumentException">A pattern matches nothing.</exception>
    public static IReadOnlyList<LowRankTarget> Find(OnnxModel model, params IReadOnlyList<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(patterns);
        NodeProto[] products = [.. model.Proto.Graph.Node.Where(node => Weight(model, node) is not null)];
        bool Matches(NodeProto node, string pattern) => FileSystemName.MatchesSimpleExpression(pattern, node.Name)
            || FileSystemName.MatchesSimpleExpression(pattern, node.Input[1]);
        foreach (string pattern in patterns)
        {
            if (!products.Any(node => Matches(node, pattern)))
            {
                throw new ArgumentException(
                    $"'{pattern}' matches no matrix product with fixed weights; the model has "
                    + $"{products.Length}, for example "
                    + $"{string.Join(", ", products.Take(5).Select(n => $"'{n.Name}'"))}.",
                    nameof(patterns));
            }
        }

        return [.. products.Where(node => patterns.Any(pattern => Matches(node, pattern)))
            .Select(node => new LowRankTarget(node.Name.Trim('/').Replace('/', '.'), node.Name))];
    }

    /// <summary>Puts adapters on products.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="targets">The products.</param>
    /// <param name="rank">The rank, at least 1.</param>
    /// <param name="alpha">The scale's numerator; the adapter counts alpha / rank.</param>
    /// <param name="seed">The seed of the start.</param>
    /// <param name="dropout">The share of an adapter's inputs that is dropped in training
    /// (<see cref="TrainingRequest.DropoutSeed"/>), in [0, 1).</param>
    /// <returns>The adapted model.</returns>
    /// <exception cref="ModelException">A node is absent or no product with fixed weights.</exception>
    public static LowRankAdapters Insert(
        OnnxModel model, IReadOnlyList<LowRankTarget> targets, int rank, double alpha, ulong seed = 0,
        double dropout = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        if (!(dropout >= 0 && dropout < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(dropout), dropout, "A share from 0 to below 1 was expected.");
        }

        ModelProto copy = new(model.Proto);
        List<Placed> placed = [];
        foreach (LowRankTarget target in targets)
        {
            NodeProto node = copy.Graph.Node.FirstOrDefault(entry => entry.Name == target.Node)
                ?? throw new ModelException(model.Path, $"it has no node '{target.Node}' for an adapter");
            TensorProto weight = Weight(model, node) ?? throw new ModelException(
                model.Path, $"{GraphCheck.Words(node)} is no MatMul, Gemm or pointwise Conv with fixed weights");
            Placed entry = Place(node, weight, target);
            var random = RandomSource.For(seed, $"low-rank:{target.Name}", 0);
            double bound = 1 / Math.Sqrt(entry.In);
            float[] first = new float[rank * entry.In];
            for (int i = 0; i < first.Length; i++)
            {
                first[i] = (float)(((2 * random.NextDouble()) - 1) * bound);
            }

            long[] tail = node.OpType == "Conv" ? [.. weight.Dims.Skip(2)] : [];
            copy.Graph.Initializer.Add(TensorData.Of($"{target.Name}.A", first, [rank, entry.In, .. tail]));
            copy.Graph.Initializer.Add(
                TensorData.Of($"{target.Name}.B", new float[entry.Out * rank], [entry.Out, rank, .. tail]));
            Write(copy, entry, alpha / rank, dropout);
            placed.Add(entry);
        }

        copy.Graph.Node.Clear();
        copy.Graph.Node.Add(Ordered(model.Proto, placed));
        return new LowRankAdapters(model, OnnxModel.Of(copy, model.Path), [.. placed], rank, alpha, dropout);
    }

    /// <summary>Folds trained adapters into the weights: a plain ONNX model of the shape of the first.</summary>
    /// <param name="trained">The adapted model with trained matrices, for example from
    /// <see cref="TrainingSession.Export"/>.</param>
    /// <returns>The merged model.</returns>
    public OnnxModel Merge(OnnxModel trained)
    {
        ArgumentNullException.ThrowIfNull(trained);
        Dictionary<string, TensorProto> matrices =
            trained.Proto.Graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        ModelProto copy = new(_base.Proto);
        foreach (IGrouping<string, Placed> group in _placed.GroupBy(entry => entry.Target.Node))
        {
            NodeProto node = copy.Graph.Node.First(entry => entry.Name == group.Key);
            TensorProto weight = Weight(_base, node)!;
            double[] numbers = TensorData.Reals(weight)!;
            foreach (Placed entry in group)
            {
                Fold(numbers, node, weight, entry, TensorData.Reals(matrices[$"{entry.Target.Name}.A"])!,
                    TensorData.Reals(matrices[$"{entry.Target.Name}.B"])!);
            }

            // Weights that other nodes use too stay as they are for those.
            bool isShared = copy.Graph.Node.Sum(entry => entry.Input.Count(name => name == weight.Name)) > 1;
            string name = isShared ? $"{weight.Name}/{group.Key}" : weight.Name;
            TensorProto merged = TensorData.Reals(
                name, (TensorProto.Types.DataType)weight.DataType, numbers, [.. weight.Dims]);
            if (isShared)
            {
                node.Input[1] = name;
                copy.Graph.Initializer.Add(merged);
            }
            else
            {
                int place = copy.Graph.Initializer.Select(tensor => tensor.Name).ToList().IndexOf(name);
                copy.Graph.Initializer[place] = merged;
            }
        }

        return OnnxModel.Of(copy, _base.Path);
    }

    private void Fold(double[] numbers, NodeProto node, TensorProto weight, Placed entry, double[] a, double[] b)
    {
        int rank = b.Length / entry.Out;
        bool isTurned = node.OpType == "Conv" || IsTurned(node);
        long width = isTurned ? entry.In : weight.Dims[1];
        double factor = _alpha / _rank / (node.OpType == "Gemm" ? Real(node, "alpha", 1) : 1);
        for (int o = 0; o < entry.Out; o++)
        {
            for (int i = 0; i < entry.In; i++)
            {
                double sum = 0;
                for (int r = 0; r < rank; r++)
                {
                    sum += b[(o * rank) + r] * a[(r * entry.In) + i];
                }

                int column = entry.First + o;
                numbers[isTurned ? (column * width) + i : (i * width) + column] += factor * sum;
            }
        }
    }

    private static bool IsTurned(NodeProto node) => node.OpType == "Gemm"
        && node.Attribute.Any(entry => entry.Name == "transB" && entry.I != 0);

    private static double Real(NodeProto node, string name, double otherwise) =>
        node.Attribute.FirstOrDefault(entry => entry.Name == name)?.F ?? otherwise;

    internal static TensorProto? Weight(OnnxModel model, NodeProto node)
    {
        if (node.Input.Count < 2 || node.OpType is not ("MatMul" or "Gemm" or "Conv"))
        {
            return null;
        }

        TensorProto? weight = model.Proto.Graph.Initializer.FirstOrDefault(tensor => tensor.Name == node.Input[1]);
        return weight is not null && (node.OpType == "Conv"
            ? weight.Dims.Skip(2).All(size => size == 1)
                && !node.Attribute.Any(entry => entry.Name == "group" && entry.I != 1)
            : weight.Dims.Count == 2) && !node.Attribute.Any(entry => entry.Name == "transA" && entry.I != 0)
            ? weight : null;
    }

    private static Placed Place(NodeProto node, TensorProto weight, LowRankTarget target)
    {
        bool isTurned = node.OpType == "Conv" || IsTurned(node);
        int outputs = (int)weight.Dims[isTurned ? 0 : 1];
        int inputs = (int)weight.Dims[isTurned ? 1 : 0];
        (int from, int to) = target.Columns ?? (0, outputs);
        if (from < 0 || to > outputs || from >= to)
        {
            throw new ArgumentException(
                $"The adapter '{target.Name}' is for the outputs {from} to {to}; the product has {outputs}.",
                nameof(target));
        }

        return new Placed(target, node, inputs, to - from, from, outputs);
    }

    /// <summary>The adapter's nodes: the product with A, with B, the scale, zeros for other columns.</summary>
    private static void Write(ModelProto copy, Placed entry, double scale, double dropout)
    {
        string name = entry.Target.Name;
        List<NodeProto> nodes = entry.Nodes;
        string Node(string type, string output, string[] inputs, params GraphAttribute[] attributes)
        {
            NodeProto node = new() { OpType = type, Name = output, Output = { output } };
            node.Input.Add(inputs);
            node.Attribute.Add(attributes.Select(attribute => attribute.Proto));
            nodes.Add(node);
            return output;
        }

        copy.Graph.Initializer.Add(TensorData.Of($"{name}/scale", [(float)scale]));
        string x = entry.Node.Input[0];
        if (dropout > 0)
        {
            long version = copy.OpsetImport.FirstOrDefault(set => set.Domain.Length == 0)?.Version ?? 1;
            if (version < 12)
            {
                x = Node("Dropout", $"{name}/dropout", [x], GraphAttribute.Real("ratio", (float)dropout));
            }
            else
            {
                copy.Graph.Initializer.Add(TensorData.Of($"{name}/ratio", [(float)dropout]));
                x = Node("Dropout", $"{name}/dropout", [x, $"{name}/ratio"]);
            }
        }

        string wide;
        if (entry.Node.OpType == "Conv")
        {
            NodeProto narrow = new(entry.Node) { Name = $"{name}/narrow" };
            narrow.Input.Clear();
            narrow.Input.Add([x, $"{name}.A"]);
            narrow.Output.Clear();
            narrow.Output.Add($"{name}/narrow");
            nodes.Add(narrow);
            wide = Node("Conv", $"{name}/wide", [$"{name}/narrow", $"{name}.B"]);
        }
        else
        {
            string a = Node("Transpose", $"{name}/A", [$"{name}.A"], GraphAttribute.Integers("perm", 1, 0));
            string b = Node("Transpose", $"{name}/B", [$"{name}.B"], GraphAttribute.Integers("perm", 1, 0));
            wide = Node("MatMul", $"{name}/wide", [Node("MatMul", $"{name}/narrow", [x, a]), b]);
        }

        string scaled = Node("Mul", $"{name}/scaled", [wide, $"{name}/scale"]);
        if (entry.Out == entry.AllOut)
        {
            entry.Delta = scaled;
            return;
        }

        // Zeros beside the columns of the adapter: concatenated parts times zero keep every shape free.
        int axis = entry.Node.OpType == "Conv" ? 1 : -1;
        copy.Graph.Initializer.Add(TensorData.Of($"{name}/zero", [0f]));
        List<string> parts = [];
        foreach ((string part, int count) in new[]
            { ("before", entry.First), ("after", entry.AllOut - entry.First - entry.Out) })
        {
            if (count > 0)
            {
                copy.Graph.Initializer.Add(TensorData.Of($"{name}/{part}/index", new long[count], count));
                string gathered = Node("Gather", $"{name}/{part}/gathered", [scaled, $"{name}/{part}/index"],
                    GraphAttribute.Integer("axis", axis));
                parts.Add(Node("Mul", $"{name}/{part}", [gathered, $"{name}/zero"]));
            }

            if (part == "before")
            {
                parts.Add(scaled);
            }
        }

        entry.Delta = Node("Concat", $"{name}/delta", [.. parts], GraphAttribute.Integer("axis", axis));
    }

    private static IEnumerable<NodeProto> Ordered(ModelProto source, List<Placed> placed)
    {
        foreach (NodeProto original in source.Graph.Node)
        {
            NodeProto node = new(original);
            Placed[] here = [.. placed.Where(entry => entry.Target.Node == node.Name)];
            if (here.Length == 0)
            {
                yield return node;
                continue;
            }

            string output = node.Output[0];
            node.Output[0] = $"{output}/base";
            yield return node;
            string at = node.Output[0];
            for (int i = 0; i < here.Length; i++)
            {
                foreach (NodeProto part in here[i].Nodes)
                {
                    yield return part;
                }

                string next = i == here.Length - 1 ? output : $"{output}/adapted{i}";
                yield return new NodeProto
                {
                    OpType = "Add", Name = $"{here[i].Target.Name}/add", Input = { at, here[i].Delta },
                    Output = { next },
                };
                at = next;
            }
        }
    }

    private sealed record Placed(LowRankTarget Target, NodeProto Node, int In, int Out, int First, int AllOut)
    {
        internal List<NodeProto> Nodes { get; } = [];

        internal string Delta { get; set; } = string.Empty;
    }
}
