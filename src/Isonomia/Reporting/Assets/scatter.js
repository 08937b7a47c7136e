// A map of embeddings: one point a picture, colored and shaped by the group of the chosen attribute.
isonomia.plots.scatter = (data, choice, width, p) => {
  const g = data.groupings[choice[0] || 0], groups = g.groups.map((name, k) => ({ name, k, points: [] })), none = [];
  data.x.forEach((x, i) => (g.codes[i] < 0 ? none : groups[g.codes[i]].points).push([x, data.y[i]]));
  const shown = groups.filter(s => s.points.length > 0), small = data.x.length > 600 ? 4 : 6;
  const span = v => { const s = [...v].sort((a, b) => a - b), low = s[0], high = s[s.length - 1], pad = (high - low || 1) * 0.04; return [low - pad, high + pad]; };
  const [xr, yr] = [span(data.x), span(data.y)], legendRows = Math.ceil(shown.reduce((sum, s) => sum + Math.min(s.name.length, 26) * 7.2 + 44, 0) / width), top = legendRows * 24 + 12;
  const height = Math.max(280, Math.min(460, width * 0.7));
  const axis = { type: "value", nameLocation: "middle", nameTextStyle: { color: p.soft, fontSize: 12 }, axisLabel: { show: false }, axisTick: { show: false }, splitLine: { show: false }, axisLine: { show: true, onZero: false, lineStyle: { color: p.line } } };
  const option = {
    ...isonomia.base(p), grid: { left: 34, right: 12, top, bottom: 30 },
    xAxis: { ...axis, min: xr[0], max: xr[1], name: data.names[0], nameGap: 10 }, yAxis: { ...axis, min: yr[0], max: yr[1], name: data.names[1], nameGap: 12 },
    legend: { top: 0, left: 0, textStyle: { color: p.ink, fontSize: 12.5 }, inactiveColor: p.line, data: shown.map(s => s.name), formatter: n => isonomia.cut(isonomia.plain(n), 26) },
    series: [],
  };
  if (none.length) option.series.push({ type: "scatter", name: "(missing)", silent: true, data: none, symbolSize: small - 1, itemStyle: { color: p.line, opacity: 0.5 } });
  shown.forEach(s => {
    const look = isonomia.style(s.k, p), empty = look.symbol.startsWith("empty");
    option.series.push({ type: "scatter", name: s.name, data: s.points, symbol: look.symbol, symbolSize: small, large: false, itemStyle: empty ? { borderColor: look.color, color: "transparent", opacity: 0.75 } : { color: look.color, opacity: 0.6 } });
  });
  data.centers.filter(c => c.a === (choice[0] || 0)).forEach(c => {
    const look = isonomia.style(c.k, p);
    option.series.push({ type: "scatter", name: c.n, data: [[c.x, c.y]], symbol: look.symbol, symbolSize: 17, z: 5, itemStyle: { color: look.color, borderColor: p.surface, borderWidth: 2 } });
  });
  option.tooltip.formatter = q => "<b>" + isonomia.escape(q.seriesName) + "</b>";
  return { option, height: height + top };
};
