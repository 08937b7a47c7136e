"use strict";
// Colors come from the style sheet, so that one theme rules text and plots.
const isonomia = { plots: {} };
isonomia.color = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
isonomia.palette = () => {
  const c = isonomia.color;
  return {
    ink: c("ink"), soft: c("soft"), grid: c("grid"), line: c("control-line"), surface: c("surface"), found: c("found"),
    overall: c("overall"), heat: [c("heat-low"), c("heat-high")], series: [0, 1, 2, 3, 4, 5, 6, 7].map(i => c("series-" + i)),
  };
};
isonomia.symbols = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle", "emptyDiamond"];
isonomia.dashes = ["solid", [7, 4], [2, 3], [9, 3, 2, 3]];
// Color, symbol and dash change at different paces: no two of the first 32 groups look alike, with color or without.
isonomia.style = (i, p) => i < 0
  ? { color: p.overall, symbol: "none", dash: "solid", width: 1.2 }
  : { color: p.series[i % 8], symbol: isonomia.symbols[i % 8], dash: isonomia.dashes[(i + Math.floor(i / 4)) % 4], width: 2 };
isonomia.font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif';
isonomia.number = v => v === null || v === undefined ? "–" : (Math.abs(v) >= 1000 ? v.toFixed(0) : Math.abs(v) >= 10 ? v.toFixed(1) : v.toFixed(3)).replace("-", "−");
isonomia.short = v => String(Math.round(v * 1000) / 1000).replace("-", "−");
isonomia.count = n => n.toLocaleString("en-US");
isonomia.escape = s => String(s).replace(/[&<>"']/g, c => "&#" + c.charCodeAt(0) + ";");
isonomia.cut = (s, n) => s.length > n ? s.slice(0, n - 1) + "…" : s;
// ECharts reads {…} in labels as markup of its own; names out of a table must not be able to.
isonomia.plain = s => String(s).replace(/\{/g, "(").replace(/\}/g, ")").replace(/\|/g, "¦");
isonomia.tooltip = p => ({ backgroundColor: p.surface, borderColor: p.line, confine: true, textStyle: { color: p.ink, fontSize: 13, fontFamily: isonomia.font } });
isonomia.base = p => ({ animation: false, backgroundColor: "transparent", textStyle: { fontFamily: isonomia.font, color: p.ink }, tooltip: isonomia.tooltip(p) });
isonomia.ticks = (low, high) => {
  const raw = (high - low) / 5 || 1, power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = [1, 2, 2.5, 5, 10].map(f => f * power).find(s => s >= raw);
  return { min: Math.floor(low / step + 1e-9) * step, max: Math.ceil(high / step - 1e-9) * step, interval: step };
};
