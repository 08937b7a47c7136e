using System.Text.Json;

namespace Isonomia.Numerics;

/// <summary>The ids of the reasons why a statistic is undefined.</summary>
public static class UndefinedReasons
{
    private static readonly string[] Ids =
        [.. Enum.GetNames<UndefinedReason>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>Gives the snake_case id of a reason, as printed in every output.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>The id, for example <c>no_positives</c>.</returns>
    public static string Id(this UndefinedReason reason) => Ids[(int)reason];

    /// <summary>Finds the reason with a snake_case id.</summary>
    /// <param name="id">The id, for example <c>no_positives</c>.</param>
    /// <returns>The reason.</returns>
    /// <exception cref="ArgumentException">No reason has this id.</exception>
    public static UndefinedReason Parse(string id)
    {
        int index = Array.IndexOf(Ids, id);
        return index >= 0
            ? (UndefinedReason)index
            : throw new ArgumentException(
                $"Undefined reason '{id}' is unknown. Known: {string.Join(", ", Ids)}.", nameof(id));
    }
}
