namespace Isonomia.Imaging;

/// <summary>What a step does.</summary>
/// <param name="Arguments">The arguments in canonical form: equal arguments do equal things.</param>
/// <param name="Apply">Makes a new picture from a picture; holds no state and depends on nothing else.</param>
public sealed record TransformAction(IReadOnlyList<string> Arguments, Func<Image, Image> Apply);
