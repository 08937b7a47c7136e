using Isonomia.Catalogs;

namespace Isonomia.Onnx;

/// <summary>How a gradient goes backwards through one operator of the standard set.</summary>
/// <remarks>A new operator is one property in the file of its family. Its id is the operator's name in the ONNX
/// specification; finite differences run on every rule (OperatorRuleConformanceTests).</remarks>
/// <param name="Id">The operator's name, for example <c>Conv</c>.</param>
/// <param name="Backward">Writes the nodes that carry the gradient of the outputs to the inputs; null where the
/// operator is constant almost everywhere, so that no gradient flows.</param>
internal sealed partial record OperatorRule(string Id, Action<GradientContext>? Backward) : ICatalogEntry
{
    /// <summary>All rules.</summary>
    internal static Catalog<OperatorRule> All => field ??= Catalog.Of<OperatorRule>();

    /// <summary>A rule of one input and one output from x, y and the gradient of y.</summary>
    private static OperatorRule Elementwise(string id, Func<GradientContext, Value, Value, Value, Value> gradient) =>
        new(id, context => context.Give(0, gradient(context, context.Input(0), context.Output(0), context.Gradient())));

    private static OperatorRule NoGradient(string id) => new(id, null);
}
