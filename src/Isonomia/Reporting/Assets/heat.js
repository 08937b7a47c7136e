// Cells of a crossing: value and n in words, stronger is worse, hatched is not judged.
isonomia.mix = (a, b, t) => {
  const rgb = h => [1, 3, 5].map(i => parseInt(h.slice(i, i + 2), 16)), [x, y] = [rgb(a), rgb(b)];
  return "#" + x.map((v, i) => Math.round(v + (y[i] - v) * t).toString(16).padStart(2, "0")).join("");
};
isonomia.luminance = h => [1, 3, 5].map(i => parseInt(h.slice(i, i + 2), 16) / 255).map(c => c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4)).reduce((s, c, i) => s + c * [0.2126, 0.7152, 0.0722][i], 0);
isonomia.inkOn = h => isonomia.luminance(h) > 0.18 ? "#10161d" : "#ffffff";
isonomia.plots.heat = (data, choice, width, p) => {
  const map = data.variants[choice.join(",")];
  if (!map) return { option: { ...isonomia.base(p), title: { text: "Not computed for this crossing.", textStyle: { fontSize: 14, fontWeight: 400, color: p.soft } } }, height: 60 };
  const judged = map.cells.filter(c => c[2] !== null && !c[4].includes("u")).map(c => c[2]);
  const low = Math.min(...judged), high = Math.max(...judged);
  const shade = v => { const t = high > low ? (v - low) / (high - low) : 0.5; return isonomia.mix(p.heat[0], p.heat[1], 0.05 + 0.9 * (map.better > 0 ? 1 - t : t)); };
  const left = Math.min(width * 0.3, Math.max(70, Math.max(...map.rows.map(r => r.length)) * 7.2 + 18)), fits = Math.floor(left / 7);
  const cell = (width - left - 12) / map.columns.length, tight = cell < 62, row = tight ? 40 : 44;
  const draw = (_, api) => {
    const c = map.cells[api.value(2)], mid = api.coord([api.value(0), api.value(1)]), size = api.size([1, 1]);
    const x = mid[0] - size[0] / 2 + 1, y = mid[1] - size[1] / 2 + 1, w = size[0] - 2, h = size[1] - 2;
    const off = c[4].includes("u"), fill = off || c[2] === null ? p.surface : shade(c[2]), ink = off ? p.ink : isonomia.inkOn(fill);
    const children = [{ type: "rect", shape: { x, y, width: w, height: h, r: 3 }, style: { fill, stroke: off ? p.line : p.grid, lineWidth: 1, lineDash: off ? [3, 3] : null } }];
    if (off) for (let k = -h; k < w; k += 9) {
      const a = Math.max(0, k), b = Math.min(w, k + h);
      children.push({ type: "line", shape: { x1: x + a, y1: y + h - (a - k), x2: x + b, y2: y + h - (b - k) }, style: { stroke: p.grid, lineWidth: 1.5 } });
    }
    if (c[4].includes("w")) children.push({ type: "rect", shape: { x: x + 1.5, y: y + 1.5, width: w - 3, height: h - 3, r: 2 }, style: { fill: null, stroke: p.found, lineWidth: 3 } });
    const value = c[2] === null ? (c[3] ? "–" : "none") : c[2].toFixed(2).replace("-", "−");
    children.push({ type: "text", style: { text: (c[4].includes("w") ? "▼ " : "") + value, x: mid[0], y: mid[1] - 15, align: "center", fill: ink, font: (c[4].includes("w") ? "700 " : "600 ") + (tight ? 11.5 : 13) + "px " + isonomia.font } });
    if (c[3] !== null) children.push({ type: "text", style: { text: (tight ? "" : "n ") + isonomia.count(c[3]), x: mid[0], y: mid[1] + 3, align: "center", fill: ink, font: (tight ? 10 : 11.5) + "px " + isonomia.font } });
    return { type: "group", children };
  };
  const label = { interval: 0, color: p.ink, fontSize: tight ? 11 : 12.5 };
  const option = {
    ...isonomia.base(p),
    grid: { left, right: 12, top: 52, bottom: 6 },
    xAxis: { type: "category", position: "top", data: map.columns, name: map.columnsName, nameLocation: "middle", nameGap: 28, nameTextStyle: { color: p.soft, fontWeight: 600 }, axisTick: { show: false }, axisLine: { show: false }, axisLabel: { ...label, formatter: s => isonomia.cut(isonomia.plain(s), Math.max(4, Math.floor(cell / 7.2))) } },
    yAxis: { type: "category", inverse: true, data: map.rows, axisTick: { show: false }, axisLine: { show: false }, axisLabel: { ...label, formatter: s => isonomia.cut(isonomia.plain(s), fits) } },
    series: [{ type: "custom", renderItem: draw, data: map.cells.map((c, i) => [c[1], c[0], i]), encode: { x: 0, y: 1 } }],
  };
  option.tooltip.formatter = q => { const c = map.cells[q.value[2]]; return "<b>" + isonomia.escape(map.rows[c[0]] + " × " + map.columns[c[1]]) + "</b><br>" + isonomia.number(c[2]) + (c[3] === null ? "" : "<br>n " + isonomia.count(c[3])) + (c[4].includes("w") ? "<br>▼ worst cell" : c[4].includes("u") ? "<br>not judged" : ""); };
  return { option, height: map.rows.length * row + 60 };
};
