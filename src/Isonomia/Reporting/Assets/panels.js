// Panels of lines, marks with intervals and bars; as many in a row as fit.
isonomia.plots.panels = (data, choice, width, p) => {
  const unit = r => r[0] === 0 && r[1] === 1 ? { interval: 0.25 } : { splitNumber: 4 };
  const panels = data.variants[choice.join(",") || "0"] || [];
  const target = panels.length <= 3 ? 285 : 225;
  const columns = Math.max(1, Math.min(panels.length, Math.floor((width + 20) / target)));
  const names = [...new Map(panels.flatMap(q => q.s).map(s => [s.n, s])).values()];
  // A legend only where the panels' own titles do not name the lines.
  const titles = new Set(panels.map(q => q.title)), many = names.some(s => s.c >= 0 && !titles.has(s.n));
  const legendRows = many ? Math.ceil(names.reduce((sum, s) => sum + Math.min(s.n.length, 24) * 7.2 + 54, 0) / width) : 0;
  const top = legendRows * 24 + 38, cell = width / columns, plot = Math.max(120, Math.min(cell - 68, panels.length <= 3 ? 300 : 190));
  const pitch = plot + 76, option = { ...isonomia.base(p), grid: [], xAxis: [], yAxis: [], series: [], title: [] };
  const highest = Math.max(...panels.flatMap(q => q.s.filter(s => s.t === "bar").flatMap(s => s.d.filter((_, i) => i % 3 === 2))), 0);
  panels.forEach((q, i) => {
    const left = (i % columns) * cell + 50, y = top + Math.floor(i / columns) * pitch;
    option.grid.push({ left, top: y, width: cell - 68, height: plot });
    option.title.push({ text: isonomia.cut(q.title, Math.floor(cell / 8)), left: left - 4, top: y - (q.mark === null ? 26 : 32), textStyle: { fontSize: 13, fontWeight: 600, color: p.ink } });
    const axis = { gridIndex: i, type: "value", nameLocation: "middle", nameTextStyle: { color: p.soft, fontSize: 12 }, axisLabel: { color: p.soft, fontSize: 11, formatter: isonomia.short, hideOverlap: true }, splitLine: { lineStyle: { color: p.grid } }, axisLine: { show: true, lineStyle: { color: p.line } } };
    const bars = q.yr[1] === null ? isonomia.ticks(0, highest) : { min: q.yr[0], max: q.yr[1] };
    option.xAxis.push({ ...axis, min: q.xr[0], max: q.xr[1], ...unit(q.xr), name: q.x, nameGap: 24 });
    option.yAxis.push({ ...axis, ...bars, ...(q.yr[1] === null ? {} : unit(q.yr)), name: i % columns === 0 ? q.y : "", nameGap: 34 });
    const at = { xAxisIndex: i, yAxisIndex: i };
    if (q.diagonal) option.series.push({ ...at, type: "line", silent: true, symbol: "none", data: [[q.xr[0], q.yr[0]], [q.xr[1], q.yr[1]]], lineStyle: { color: p.line, width: 1, type: [4, 4] }, tooltip: { show: false }, z: 1 });
    q.s.forEach(s => {
      const look = isonomia.style(s.c, p), chunk = s.t === "interval" ? 4 : s.t === "bar" ? 3 : 2, points = [];
      for (let k = 0; k < s.d.length; k += chunk) points.push(s.d.slice(k, k + chunk));
      if (s.t === "bar") {
        option.series.push({ ...at, name: s.n, type: "custom", clip: true, color: look.color, data: points, encode: { x: [0, 1], y: 2 }, renderItem: (_, api) => {
          const a = api.coord([api.value(0), api.value(2)]), b = api.coord([api.value(1), 0]);
          return { type: "rect", shape: { x: a[0], y: a[1], width: Math.max(1, b[0] - a[0] - 1), height: b[1] - a[1] }, style: { fill: look.color, opacity: 0.55, stroke: look.color, lineWidth: 1.2, decal: s.c === 1 ? { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: p.surface } : null } };
        } });
        return;
      }
      if (s.t === "interval") option.series.push({ ...at, name: s.n, type: "custom", silent: true, color: look.color, data: points, encode: { x: 0, y: [1, 2, 3] }, z: 2, renderItem: (_, api) => {
        const a = api.coord([api.value(0), api.value(2)]), b = api.coord([api.value(0), api.value(3)]), style = { stroke: look.color, lineWidth: 1.5 };
        return { type: "group", children: [{ type: "line", shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style }] };
      } });
      const marked = points.length <= 14, every = Math.max(1, Math.floor(points.length / 8));
      option.series.push({ ...at, name: s.n, type: "line", data: points.map(v => v.slice(0, 2)), color: look.color, symbol: look.symbol, symbolSize: (_, k) => marked || (k.dataIndex + s.c * 3) % every === 0 ? 7 : 0, showAllSymbol: true, itemStyle: { color: look.color }, lineStyle: { color: look.color, width: look.width, type: look.dash }, connectNulls: false, z: s.c < 0 ? 2 : 3 });
    });
    if (q.mark !== null) option.series.push({ ...at, type: "line", data: [], silent: true, markLine: { silent: true, symbol: "none", lineStyle: { color: p.overall, type: [6, 4], width: 1.3 }, label: { formatter: isonomia.short(q.mark), color: p.ink, fontSize: 11, distance: 2 }, data: [{ xAxis: q.mark }] } });
  });
  if (many) option.legend = { top: 0, left: 0, icon: undefined, itemWidth: 28, textStyle: { color: p.ink, fontSize: 12.5 }, inactiveColor: p.line, data: names.map(s => s.n), formatter: n => isonomia.cut(isonomia.plain(n), 24), selected: Object.fromEntries(names.filter(s => s.off).map(s => [s.n, false])) };
  option.tooltip.formatter = q => "<b>" + isonomia.escape(q.seriesName) + "</b><br>" + q.value.map(isonomia.number).join(" · ");
  return { option, height: top + Math.ceil(panels.length / columns) * pitch - 22 };
};
