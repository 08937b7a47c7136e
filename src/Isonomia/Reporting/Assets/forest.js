// Interval plot: one metric, the groups of one attribute or of all of them, the line of all patients behind.
isonomia.plots.forest = (data, choice, width, p) => {
  const metric = data.metrics[choice[0] || 0], which = (choice[1] || 0) - 1;
  const narrow = width < 560, rows = [];
  data.attributes.forEach((name, a) => {
    if (which >= 0 ? a !== which : a >= data.all) return;
    const groups = data.rows.map((r, i) => ({ ...r, v: metric.v[i] })).filter(r => r.a === a);
    if (!groups.length) return;
    if (data.attributes.length > 1) rows.push({ head: name });
    const judged = groups.filter(r => r.v && !/[sm]/.test(r.m));
    const worst = metric.better && judged.length > 1
      ? judged.reduce((w, r) => metric.better * r.v[0] < metric.better * w.v[0] ? r : w) : null;
    groups.forEach(r => rows.push({ ...r, worst: r === worst }));
  });
  const finite = x => x !== null && x !== undefined;
  const all = rows.flatMap(r => r.v ? [r.v[0], r.v[1], r.v[2]] : []).concat([metric.line, metric.low, metric.high]).filter(finite);
  const scale = isonomia.ticks(Math.min(...all), Math.max(...all));
  const note = r => (r.m.includes("r") ? " (ref)" : "") + (r.m.includes("s") ? " · small" : "");
  const longest = Math.max(...rows.map(r => (r.head || r.g + note(r)).length), 6);
  const left = Math.min(Math.max(90, longest * 7.1 + 16), width * (narrow ? 0.33 : 0.3));
  const right = narrow ? 52 : 222, step = narrow ? 34 : 27, fits = Math.floor(left / 6.9);
  const text = r => isonomia.number(r.v[0]) + (finite(r.v[1]) ? " (" + isonomia.number(r.v[1]) + "–" + isonomia.number(r.v[2]) + ")" : "");
  const draw = (params, api) => {
    const r = rows[api.value(0)];
    if (!r.v) return { type: "text", style: { text: r.head ? "" : "not defined", fill: p.soft, font: "italic 12px " + isonomia.font, x: api.coord([scale.min, api.value(0)])[0] + 6, y: api.coord([scale.min, api.value(0)])[1] - 6 } };
    const hollow = /[sm]/.test(r.m), color = r.worst ? p.found : hollow ? p.soft : p.series[0];
    const [x, y] = api.coord([r.v[0], api.value(0)]), children = [];
    if (finite(r.v[1]) && finite(r.v[2])) {
      const a = api.coord([r.v[1], api.value(0)])[0], b = api.coord([r.v[2], api.value(0)])[0];
      const style = { stroke: color, lineWidth: r.worst ? 2.6 : 2, lineDash: hollow ? [4, 3] : null };
      children.push({ type: "line", shape: { x1: a, y1: y, x2: b, y2: y }, style });
      [a, b].forEach(c => children.push({ type: "line", shape: { x1: c, y1: y - 4, x2: c, y2: y + 4 }, style: { stroke: color, lineWidth: 1.6 } }));
    }
    const fill = hollow ? p.surface : color, mark = { stroke: color, lineWidth: 2, fill };
    if (r.worst) children.push({ type: "polygon", shape: { points: [[x - 7, y - 5.5], [x + 7, y - 5.5], [x, y + 7]] }, style: mark });
    else if (r.m.includes("m")) children.push({ type: "rect", shape: { x: x - 5, y: y - 5, width: 10, height: 10 }, style: mark });
    else if (hollow) children.push({ type: "polygon", shape: { points: [[x, y - 6.5], [x + 6.5, y], [x, y + 6.5], [x - 6.5, y]] }, style: mark });
    else children.push({ type: "circle", shape: { cx: x, cy: y, r: 5 }, style: mark });
    const edge = width - right + 10, bold = r.worst ? "600 " : "";
    if (narrow) children.push({ type: "text", style: { text: isonomia.number(r.v[0]), x: edge, y: y - 13, fill: color, font: bold + "12px " + isonomia.font } }, { type: "text", style: { text: "n " + isonomia.count(r.v[3]), x: edge, y: y + 2, fill: p.soft, font: "11px " + isonomia.font } });
    else {
      children.push({ type: "text", style: { text: text(r), x: edge, y: y - 6, fill: r.worst ? color : p.ink, font: bold + "12.5px " + isonomia.font } });
      children.push({ type: "text", style: { text: "n " + isonomia.count(r.v[3]), x: width - 4, y: y - 6, fill: p.soft, align: "right", font: "12px " + isonomia.font } });
    }
    return { type: "group", children };
  };
  const series = [{ type: "custom", renderItem: draw, clip: false, data: rows.map((r, i) => [i, r.v ? r.v[0] : scale.min]), encode: { x: 1, y: 0 }, z: 3 }];
  if (finite(metric.line)) {
    series[0].markLine = { silent: true, symbol: "none", z: 1, lineStyle: { color: p.overall, type: [6, 4], width: 1.3 }, label: { show: true, position: "start", distance: [0, 24], color: p.ink, fontSize: 12, formatter: metric.label + " " + isonomia.number(metric.line) }, data: [{ xAxis: metric.line }] };
    if (finite(metric.low)) series[0].markArea = { silent: true, z: 0, itemStyle: { color: p.overall, opacity: 0.08 }, data: [[{ xAxis: metric.low }, { xAxis: metric.high }]] };
  }
  const better = metric.better > 0 ? "  higher is better →" : metric.better < 0 ? "  ← lower is better" : "";
  const option = {
    ...isonomia.base(p),
    grid: { left, right, top: 44, bottom: 26, outerBoundsMode: "none" },
    xAxis: { type: "value", ...scale, position: "top", axisLabel: { color: p.soft, formatter: isonomia.short, hideOverlap: true }, splitLine: { lineStyle: { color: p.grid } } },
    yAxis: { type: "category", inverse: true, data: rows.map((_, i) => i), axisTick: { show: false }, axisLine: { show: false }, splitLine: { show: false },
      axisLabel: { interval: 0, margin: 8, formatter: i => { const r = rows[i]; return r.head ? "{h|" + isonomia.cut(isonomia.plain(r.head), fits) + "}" : (r.worst ? "{w|" : r.m && /[sm]/.test(r.m) ? "{s|" : "{g|") + isonomia.cut(isonomia.plain(r.g) + note(r), fits) + "}"; },
        rich: { h: { fontWeight: 700, color: p.ink, fontSize: 13 }, g: { color: p.ink, fontSize: 13 }, s: { color: p.soft, fontSize: 13, fontStyle: "italic" }, w: { color: p.found, fontSize: 13, fontWeight: 600 } } } },
    title: { text: metric.name + better, left: "center", bottom: 0, textStyle: { fontSize: 12, fontWeight: 400, color: p.soft } },
    series,
  };
  option.tooltip.formatter = q => { const r = rows[q.value[0]]; return r.head || !r.v ? "" : "<b>" + isonomia.escape(r.g) + "</b>" + (r.worst ? " ▼ worst" : "") + "<br>" + isonomia.escape(metric.name) + " " + text(r) + "<br>n " + isonomia.count(r.v[3]); };
  return { option, height: rows.length * step + 76 };
};
