namespace Isonomia.Documentation;

/// <summary>The graph of references: what names nothing, what is there twice, what has no source, no type or no
/// join.</summary>
internal sealed class CroissantStructure
{
    private static readonly HashSet<string> KnownTypes =
    [
        .. new[] { "Boolean", "Date", "DateTime", "Time", "Float", "Integer", "Number", "Text", "URL", "ImageObject",
            "VideoObject", "AudioObject" }
            .Select(type => CroissantNames.Schema + type),
        .. new[] { "BoundingBox", "SegmentationMask", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32",
            "UInt64", "Float16", "Float32", "Float64" }
            .SelectMany(type => new[] { CroissantNames.Croissant + type, CroissantNames.Old + type,
                CroissantNames.Schema + type }),
    ];

    private readonly DatasetNode _dataset;
    private readonly CroissantNames _names;
    private readonly CroissantIssues _issues;
    private readonly Dictionary<string, CroissantNode> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);

    internal CroissantStructure(DatasetNode dataset, CroissantNames names, CroissantIssues issues)
    {
        (_dataset, _names, _issues) = (dataset, names, issues);
    }

    internal void Check()
    {
        foreach (CroissantNode node in _dataset.All)
        {
            if (_byId.ContainsKey(node.Uuid))
            {
                _issues.Error(node, $"Duplicate nodes with the same identifier: {node.Uuid}");
            }

            _byId[node.Uuid] = node;
        }

        foreach (FileNode file in _dataset.Distribution)
        {
            foreach (string container in file.ContainedIn)
            {
                Refer(container, file);
            }
        }

        foreach (RecordSetNode set in _dataset.RecordSets)
        {
            foreach (string target in set.Fields.SelectMany(Targets))
            {
                Refer(target, set);
            }
        }

        foreach (RecordSetNode set in _dataset.RecordSets)
        {
            Content(set);
        }

        foreach (FieldNode field in _dataset.RecordSets.SelectMany(set => set.Fields)
            .SelectMany(field => field.SubFields.Prepend(field)))
        {
            DataType(field, []);
        }

        Cycles();
    }

    /// <summary>Two sources of one record set need a reference that joins them.</summary>
    internal void CheckJoins()
    {
        foreach (RecordSetNode set in _dataset.RecordSets)
        {
            HashSet<(string, string)> joins = [];
            List<string> sources = [];
            foreach (FieldNode field in set.Fields.Where(field => field.Source is not null))
            {
                string source = Owner(field.Source!);
                if (!sources.Contains(source))
                {
                    sources.Add(source);
                }

                if (field.References is not null)
                {
                    joins.Add((source, Owner(field.References)));
                    joins.Add((Owner(field.References), source));
                }
            }

            for (int i = 0; i < sources.Count; i++)
            {
                for (int j = i + 1; j < sources.Count; j++)
                {
                    if (!joins.Contains((sources[i], sources[j])))
                    {
                        string[] pair = [.. new[] { sources[i], sources[j] }.Order(StringComparer.Ordinal)];
                        _issues.Error(
                            set,
                            $"You try to use the sources with names ({PythonText.Repr(pair[0])}, "
                                + $"{PythonText.Repr(pair[1])}) as sources, but you didn't "
                            + "declare a join between them. Use `ml:references` to declare a join. Please, refer to "
                                + "the documentation for more information.");
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Targets(FieldNode field) => field.SubFields.Prepend(field)
        .SelectMany(one => new[] { one.Source, one.References }).OfType<string>();

    private string Owner(string id) => _byId.TryGetValue(id, out CroissantNode? node) && node is FieldNode field
        ? field.RecordSet : id;

    private void Refer(string target, CroissantNode from)
    {
        if (_byId.ContainsKey(target))
        {
            _reached.Add(from.Uuid);
        }
        else
        {
            _issues.Error(from, $"There is a reference to node with UUID \"{target}\" in node \"{from.Uuid}\", but "
                + $"this node doesn't exist.");
        }
    }

    private void Content(RecordSetNode set)
    {
        bool isEntry = !_reached.Contains(set.Uuid) && !set.HasData;
        foreach (FieldNode field in set.Fields)
        {
            if (field.HasValue)
            {
                if (field.Source is not null)
                {
                    _issues.Error(field, $"Field {field.Uuid} defines both `source` and `value`. Please specify "
                        + $"exactly one of them.");
                }

                if (field.DataTypes.Count == 0)
                {
                    _issues.Error(
                        field, $"Field \"{field.Uuid}\" defines a constant value but omits {_names.Of("dataType")}. "
                            + $"Please declare the data type.");
                }
            }
            else if (field.Source is null && !set.HasData && (isEntry || field.SubFields.Count == 0))
            {
                _issues.Error(field, $"Field {field.Uuid} does not define `source` or `value`. Please specify exactly "
                    + $"one of them.");
            }
            else if (field.Source is not null && isEntry)
            {
                _issues.Error(
                    field,
                    $"Malformed source data: {field.Source}. It does not refer to any existing node. Have you used "
                        + $"{_names.Of("field")} or "
                    + $"{CroissantReader.Schema("distribution")} to indicate the source field or the source "
                        + $"distribution? If you specified a field, it "
                    + "should contain all the names from the RecordSet separated by `/`, e.g.: "
                        + "\"record_set_name/field_name\"");
            }
        }
    }

    private void DataType(FieldNode field, HashSet<string> seen)
    {
        if (field.SubFields.Count > 0 || field.DataTypes.Any(KnownTypes.Contains)
            || (field.HasValue && field.DataTypes.Count == 0))
        {
            return;
        }

        if (!seen.Add(field.Uuid))
        {
            _issues.Error(field, $"isonomia: cyclic reference: {string.Join(" → ", seen.Append(field.Uuid))}.");
            return;
        }

        if (field.Source is not null && _byId.TryGetValue(field.Source, out CroissantNode? source)
            && source is FieldNode origin)
        {
            DataType(origin, seen);
            return;
        }

        _issues.Error(
            field,
            $"The field does not specify a valid {_names.Of("dataType")}, neither does any of its predecessor. Got: "
            + PythonText.Addresses(field.DataTypes));
    }

    /// <summary>Files that contain each other, and record sets that feed each other: the reference cannot read such a
    /// file either.</summary>
    private void Cycles()
    {
        Dictionary<string, string[]> edges = new(StringComparer.Ordinal);
        foreach (FileNode file in _dataset.Distribution)
        {
            edges[file.Uuid] = [.. file.ContainedIn];
        }

        foreach (RecordSetNode set in _dataset.RecordSets)
        {
            edges[set.Uuid] = [.. set.Fields.SelectMany(field => field.SubFields.Prepend(field))
                .Select(field => field.Source).OfType<string>()
                .Select(Owner).Distinct()];
        }

        HashSet<string> done = [];
        foreach (string start in edges.Keys)
        {
            Walk(start, []);
        }

        void Walk(string id, List<string> trail)
        {
            int place = trail.IndexOf(id);
            if (place >= 0)
            {
                string[] cycle = [.. trail.Skip(place), id];
                _issues.Error($"isonomia: cyclic reference: {string.Join(" → ", cycle)}.", _byId[id].JsonPath);
                return;
            }

            if (!done.Add(id) || !edges.TryGetValue(id, out string[]? next))
            {
                return;
            }

            foreach (string target in next)
            {
                Walk(target, [.. trail, id]);
            }
        }
    }
}
