using System.Text.Json;

namespace Isonomia.Documentation;

/// <summary>A licence of data or models as the gate sees it: a summary of our own, not legal advice.</summary>
/// <param name="Id">An SPDX id, or an id of ours where SPDX has none.</param>
/// <param name="Label">The name to print.</param>
/// <param name="Kind">The class, for example <c>attribution</c>, <c>non_commercial</c>, <c>data_use_agreement</c>,
/// <c>rail</c>.</param>
/// <param name="HuggingFaceId">The id in data set cards, or null.</param>
/// <param name="Commercial">Whether commercial use is allowed: <c>yes</c>, <c>no</c> or <c>unknown</c>.</param>
/// <param name="Derivatives">Whether adapting is allowed.</param>
/// <param name="Redistribution">Whether passing on is allowed.</param>
/// <param name="ShareAlike">What derivatives must carry: <c>yes</c> (the same licence), <c>behavioural</c> (the use
/// restrictions),
/// <c>no</c>, <c>unknown</c>.</param>
/// <param name="ClinicalUse">One of not_restricted, prohibited, authorization_required, see_agreement, see_members,
/// not_licensed,
/// unknown.</param>
/// <param name="Access">How the data are got: open, registration, application, credentialed, mixed, unknown.</param>
/// <param name="Remark">What to mind.</param>
public sealed record License(
    string Id,
    string Label,
    string Kind,
    string? HuggingFaceId,
    string Commercial,
    string Derivatives,
    string Redistribution,
    string ShareAlike,
    string ClinicalUse,
    string Access,
    string Remark)
{
    private static Table Known => field ??= Read();

    /// <summary>Every licence of the table, in its order.</summary>
    public static IReadOnlyList<License> All => Known.Licenses;

    /// <summary>Finds a licence by id, Hugging Face id, label, address or a printed name such as <c>CC BY
    /// 4.0</c>.</summary>
    /// <param name="text">The text; empty finds the entry "no licence reported".</param>
    /// <returns>The licence, or null where the text names none of the table.</returns>
    public static License? Find(string? text)
    {
        string name = (text ?? string.Empty).Trim();
        int remark = name.IndexOf(" (", StringComparison.Ordinal);
        name = remark > 0 ? name[..remark] : name;
        return All.FirstOrDefault(known => Same(known.Id, name) || Same(known.HuggingFaceId, name)
            || Same(known.Label, name))
            ?? (Known.Aliases.FirstOrDefault(alias => Same(alias.Key, name)) is { Value: not null } found
                ? Find(found.Value) : null)
            ?? ByAddress(name)
            ?? ByWords(name);
    }

    /// <summary>Whether a text names a Creative Commons licence without its version, so that 4.0 is only
    /// assumed.</summary>
    /// <param name="text">For example <c>CC BY-SA</c>.</param>
    /// <returns>Whether the version is assumed; false where the text names no licence of the table.</returns>
    public static bool IsVersionAssumed(string? text) =>
        Find(text) is { } license && license.Id.StartsWith("CC", StringComparison.Ordinal) && license.Id != "CC0-1.0"
            && !text!.Any(char.IsAsciiDigit);

    private static bool Same(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>Addresses of Creative Commons, SPDX and the open source initiative name the licence in their
    /// path.</summary>
    private static License? ByAddress(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address))
        {
            return null;
        }

        string[] parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (IsHost(address, "creativecommons.org") && parts.Length >= 2)
        {
            // "publicdomain/mark" says that nobody holds rights; it is no licence.
            string id = parts[0] == "publicdomain" ? parts[1] == "zero" ? "CC0-1.0" : string.Empty
                : $"CC-{parts[1]}-{(parts.Length > 2 ? parts[2] : "4.0")}";
            return All.FirstOrDefault(known => Same(known.Id, id));
        }

        return parts.Length == 0 || !(IsHost(address, "spdx.org") || IsHost(address, "opensource.org")
            || IsHost(address, "choosealicense.com"))
            ? null
            : All.FirstOrDefault(known =>
            Same(known.Id, parts[^1].Replace(".html", string.Empty, StringComparison.Ordinal)));
    }

    private static bool IsHost(Uri address, string host) => Same(address.Host, host)
        || Same(address.Host, "www." + host);

    /// <summary>"CC BY-NC-SA 4.0" and "cc_by_nc_sa" mean CC-BY-NC-SA-4.0; a version that is not stated is taken as
    /// 4.0.</summary>
    private static License? ByWords(string text)
    {
        string[] words = text.ToUpperInvariant().Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[0] is not "CC")
        {
            return null;
        }

        string id = string.Join('-', char.IsDigit(words[^1][0]) ? words : [.. words, "4.0"]);
        return All.FirstOrDefault(known => Same(known.Id, id));
    }

    private static Table Read()
    {
        using var document = JsonDocument.Parse(Facts.Text("documentation/licenses.json"));
        JsonElement root = document.RootElement;
        List<License> licenses = [];
        foreach (JsonElement item in root.GetProperty("licenses").EnumerateArray())
        {
            string Text(string name) => item.GetProperty(name).GetString() ?? string.Empty;
            string Allows(string name) => item.GetProperty("allows").GetProperty(name).GetString() ?? "unknown";
            licenses.Add(new License(
                Text("id"), Text("label"), Text("kind"),
                item.TryGetProperty("hf_id", out JsonElement card) ? card.GetString() : null,
                Allows("commercial"), Allows("derivatives"), Allows("redistribution"),
                Text("share_alike"), Text("clinical_use"), Text("access"), Text("remark")));
        }

        return new Table(licenses, root.GetProperty("aliases").EnumerateObject()
            .ToDictionary(alias => alias.Name, alias => alias.Value.GetString() ?? string.Empty,
                StringComparer.Ordinal));
    }

    private sealed record Table(IReadOnlyList<License> Licenses, IReadOnlyDictionary<string, string> Aliases);
}
