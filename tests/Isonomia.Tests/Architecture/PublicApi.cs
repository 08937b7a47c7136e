using System.Reflection;
using System.Runtime.CompilerServices;

namespace Isonomia.Tests;

/// <summary>Writes what an assembly offers to outsiders: one readable line a member, sorted.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance |
        BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint",
        [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(decimal)] = "decimal", [typeof(char)] = "char", [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    internal static IReadOnlyList<string> LinesOf(Assembly assembly) => [.. assembly.GetExportedTypes()
        .Where(type => !IsGenerated(type) && !type.FullName!.Contains('<', StringComparison.Ordinal))
        .SelectMany(type => MembersOf(type).Prepend($"{NameOf(type)}: {KindOf(type)}"))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)];

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"{NameOf(type)}({ParametersOf(invoke)}): {NameOf(invoke.ReturnType)}"];
        }

        string owner = NameOf(type);
        IEnumerable<string> fields = type.GetFields(Declared)
            .Where(field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName)
            .Select(field => type.IsEnum
                ? $"{owner}.{field.Name} = {Convert.ToInt64(field.GetRawConstantValue())}"
                : $"{owner}.{field.Name}: {(field.IsStatic ? "static " : string.Empty)}{NameOf(field.FieldType)}");
        IEnumerable<string> properties = type.GetProperties(Declared)
            .Where(property => property.GetAccessors(true).Any(IsVisible) && property.Name != "EqualityContract")
            .Select(property => $"{owner}.{property.Name}{IndexOf(property)}: {StaticWord(property)}" +
                $"{NameOf(property.PropertyType)} {{ {AccessorsOf(property)}}}");
        IEnumerable<string> events = type.GetEvents(Declared)
            .Where(e => IsVisible(e.AddMethod!))
            .Select(e => $"{owner}.{e.Name}: event {NameOf(e.EventHandlerType!)}");
        IEnumerable<string> constructors = type.GetConstructors(Declared)
            .Where(c => IsVisible(c) && !IsCopyConstructor(c))
            .Select(c => $"{owner}({ParametersOf(c)})");
        IEnumerable<string> methods = type.GetMethods(Declared)
            .Where(m => IsVisible(m) && !IsGenerated(m) && !m.Name.Contains('<', StringComparison.Ordinal))
            .Where(m => !m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))
            .Select(m => $"{owner}.{m.Name}{GenericsOf(m)}({ParametersOf(m)}): " +
                $"{(m.IsStatic ? "static " : string.Empty)}{NameOf(m.ReturnType)}");
        return fields.Concat(properties).Concat(events).Concat(constructors).Concat(methods);
    }

    private static string KindOf(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            { IsValueType: true } => type.IsByRefLike ? "ref struct" : "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        bool hasBase = type is { IsClass: true, BaseType: not null }
            && type.BaseType != typeof(object)
            && kind != "delegate";
        return hasBase ? $"{kind} of {NameOf(type.BaseType!)}" : kind;
    }

    private static string NameOf(Type type)
    {
        if (type.IsByRef || type.IsPointer)
        {
            return NameOf(type.GetElementType()!) + (type.IsByRef ? "&" : "*");
        }

        if (type.IsArray)
        {
            return $"{NameOf(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return NameOf(underlying) + "?";
        }

        if (Keywords.TryGetValue(type, out string? keyword) || type.IsGenericParameter)
        {
            return keyword ?? type.Name;
        }

        Type[] arguments = type.GetGenericArguments();
        int inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        string prefix = type.DeclaringType is { } outer ? NameOf(outer) + "."
            : type.Namespace!.StartsWith("Isonomia", StringComparison.Ordinal) ? type.Namespace + "." : string.Empty;
        string name = type.Name.Split('`')[0];
        return arguments.Length > inherited
            ? $"{prefix}{name}<{string.Join(", ", arguments[inherited..].Select(NameOf))}>"
            : prefix + name;
    }

    private static string ParametersOf(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter =>
        $"{ModifierOf(parameter)}{NameOf(parameter.ParameterType).TrimEnd('&')} {parameter.Name}" +
        (parameter.HasDefaultValue ? $" = {ValueOf(parameter)}" : string.Empty)));

    private static string ModifierOf(ParameterInfo parameter) => parameter switch
    {
        { IsOut: true } => "out ",
        { ParameterType.IsByRef: true, IsIn: true } => "in ",
        { ParameterType.IsByRef: true } => "ref ",
        _ when parameter.Member.IsDefined(typeof(ExtensionAttribute)) && parameter.Position == 0 => "this ",
        _ when parameter.IsDefined(typeof(ParamArrayAttribute)) ||
            parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
        _ => string.Empty,
    };

    private static string ValueOf(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        { } other => other.ToString()!,
    };

    private static string AccessorsOf(PropertyInfo property)
    {
        string get = property.GetMethod is { } g && IsVisible(g) ? "get; " : string.Empty;
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers()
            .Contains(typeof(IsExternalInit)) == true;
        string set = property.SetMethod is { } s && IsVisible(s) ? (isInit ? "init; " : "set; ") : string.Empty;
        return get + set;
    }

    private static string IndexOf(PropertyInfo property) => property.GetIndexParameters() is { Length: > 0 } index
        ? $"[{string.Join(", ", index.Select(p => $"{NameOf(p.ParameterType)} {p.Name}"))}]"
        : string.Empty;

    private static string GenericsOf(MethodInfo method) => method.IsGenericMethodDefinition
        ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>"
        : string.Empty;

    private static string StaticWord(PropertyInfo property) =>
        property.GetAccessors(true)[0].IsStatic ? "static " : string.Empty;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), false);

    private static bool IsCopyConstructor(ConstructorInfo constructor) =>
        constructor.IsFamily
            && constructor.GetParameters() is [{ } only]
            && only.ParameterType == constructor.DeclaringType;
}
