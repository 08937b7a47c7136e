// World map: outlines come as TopoJSON (shared arcs, whole numbers) and are unfolded here; areas are true (Equal Earth).
isonomia.unfold = topology => {
  const { scale: [kx, ky], translate: [dx, dy] } = topology.transform;
  const arcs = topology.arcs.map(arc => { let x = 0, y = 0; return arc.map(([a, b]) => [(x += a) * kx + dx, (y += b) * ky + dy]); });
  const ring = ids => ids.reduce((all, id) => { const arc = id < 0 ? arcs[~id].slice().reverse() : arcs[id]; return all.concat(all.length ? arc.slice(1) : arc); }, []);
  // A ring that crosses the date line is unrolled and cut there, so that no country is smeared over the whole map.
  const cut = (points, edge, side) => points.flatMap((b, i) => {
    const a = points[(i + points.length - 1) % points.length], ina = side * (edge - a[0]) >= 0, inb = side * (edge - b[0]) >= 0;
    const at = () => [edge, a[1] + (b[1] - a[1]) * (edge - a[0]) / (b[0] - a[0])];
    return ina && inb ? [b] : ina ? [at()] : inb ? [at(), b] : [];
  });
  const pieces = rings => {
    const open = rings.map(points => { let turn = 0; return points.slice(0, -1).map((q, i, all) => { if (i > 0) { const d = q[0] - all[i - 1][0]; turn += d > 180 ? -360 : d < -180 ? 360 : 0; } return [q[0] + turn, q[1]]; }); });
    if (open.every(points => points.every(q => q[0] >= -180 && q[0] <= 180))) return [rings];
    const close = points => points.length ? [...points, points[0]] : points;
    return [-360, 0, 360].map(shift => open.map(points => close(cut(cut(points.map(q => [q[0] + shift, q[1]]), 180, 1), -180, -1))).filter(points => points.length > 3)).filter(part => part.length);
  };
  const features = topology.objects.countries.geometries.filter(g => g.id !== "010").map((g, i) => ({
    type: "Feature", properties: { name: g.id || "area-" + i, title: g.properties.name },
    geometry: { type: "MultiPolygon", coordinates: (g.type === "Polygon" ? [g.arcs] : g.arcs).flatMap(polygon => pieces(polygon.map(ring))) },
  }));
  return { type: "FeatureCollection", features };
};
// Equal Earth (Savric, Patterson and Jenny 2019).
isonomia.equalEarth = (() => {
  const a = [1.340264, -0.081106, 0.000893, 0.003796], m = Math.sqrt(3) / 2, rad = Math.PI / 180;
  const poly = t => { const t2 = t * t, t6 = t2 * t2 * t2; return [t * (a[0] + a[1] * t2 + t6 * (a[2] + a[3] * t2)), a[0] + 3 * a[1] * t2 + t6 * (7 * a[2] + 9 * a[3] * t2)]; };
  return {
    project: ([lon, lat]) => { const t = Math.asin(m * Math.sin(lat * rad)), [y, d] = poly(t); return [lon * rad * Math.cos(t) / (m * d), -y]; },
    unproject: ([x, y]) => { let t = -y; for (let i = 0; i < 12; i++) { const [v, d] = poly(t); t -= (v + y) / d; } const d = poly(t)[1]; return [m * x * d / Math.cos(t) / rad, Math.asin(Math.max(-1, Math.min(1, Math.sin(t) / m))) / rad]; },
  };
})();
isonomia.plots.map = (data, choice, width, p) => {
  if (!data.geo) { data.geo = isonomia.unfold(data.topology); echarts.registerMap("world", data.geo); }
  const known = new Map(data.countries.map(c => [c.id, c])), names = data.countries.map(c => c.n).sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
  const chosen = choice[0] > 0 ? data.countries.find(c => c.n === names[choice[0] - 1]) : null;
  const most = Math.max(...data.countries.map(c => c.v), 1), least = Math.min(...data.countries.filter(c => c.v > 0).map(c => c.v), most);
  const low = Math.floor(Math.log10(least)), high = Math.floor(Math.log10(most)), steps = [];
  for (let e = high; e >= low; e--) steps.push(e);
  const shade = v => isonomia.mix(p.heat[0], p.heat[1], high === low ? 1 : 0.3 + 0.7 * (Math.floor(Math.log10(v)) - low) / (high - low));
  const short = v => v >= 1e6 ? (v / 1e6).toFixed(v >= 1e7 ? 0 : 1) + " M" : v >= 1e3 ? (v / 1e3).toFixed(0) + " k" : String(v);
  const hatch = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1, 4], rotation: -Math.PI / 4, color: p.soft };
  const regions = data.geo.features.map(f => {
    const c = known.get(f.properties.name), on = chosen && c === chosen;
    const fill = !c ? p.surface : c.v > 0 ? shade(c.v) : p.heat[0];
    return { name: f.properties.name, value: c ? c.v : null, itemStyle: { areaColor: fill, borderColor: on ? p.found : p.line, borderWidth: on ? 2.5 : 0.6, decal: c ? null : hatch } };
  });
  const item = (name, color, decal) => ({ name, itemStyle: { color, borderColor: p.line, borderWidth: 1, decal: decal || { symbol: "none" } } });
  const legend = [...steps.map(e => item(short(Math.pow(10, e)) + "–" + short(Math.pow(10, e + 1)), shade(Math.pow(10, e)))), item("none", p.heat[0]), item("no data known", p.surface, hatch)];
  const tip = c => "<b>" + isonomia.escape(c.n) + "</b><br>" + isonomia.count(c.v) + " images in " + c.d + " data sets" + (c.m === null ? "" : "<br>" + isonomia.number(c.m) + " images a million people");
  const note = chosen ? chosen.n + ": " + isonomia.count(chosen.v) + " images, " + chosen.d + " data sets" + (chosen.m === null ? "" : ", " + isonomia.number(chosen.m) + " a million people") : "";
  const height = Math.round(width * 0.5) + 66;
  const option = {
    ...isonomia.base(p),
    title: { text: note, left: "center", bottom: 34, textStyle: { fontSize: 14, fontWeight: 600, color: p.ink } },
    legend: { bottom: 0, left: "center", selectedMode: false, itemWidth: 22, itemHeight: 13, textStyle: { color: p.ink, fontSize: 12 }, data: legend.map(l => ({ name: l.name, itemStyle: l.itemStyle })) },
    series: [
      { type: "map", map: "world", projection: isonomia.equalEarth, roam: false, showLegendSymbol: false, selectedMode: false, left: 4, right: 4, top: 4, bottom: 62, data: regions, label: { show: false }, emphasis: { label: { show: false }, itemStyle: { areaColor: null, borderColor: p.found, borderWidth: 2 } }, itemStyle: { areaColor: p.surface, borderColor: p.line }, tooltip: { formatter: q => { const c = known.get(q.name); return c ? tip(c) : "no data known"; } } },
      ...legend.map(l => ({ type: "pie", name: l.name, data: [], showEmptyCircle: false, silent: true, color: l.itemStyle.color })),
    ],
  };
  return { option, height };
};
