namespace Isonomia.Studies;

/// <summary>An encoder of a study.</summary>
/// <param name="Name">Its name in results, different from the other models'.</param>
/// <param name="Location">The folder with <c>model.json</c>, or a registered name; null for one the project
/// builds.</param>
/// <param name="BuiltIn">The encoder the project builds (<c>smallest_encoder</c>), or null.</param>
/// <param name="Output">The model's output to take, or null: its embedding.</param>
public sealed record StudyModel(string Name, string? Location, string? BuiltIn = null, string? Output = null);
