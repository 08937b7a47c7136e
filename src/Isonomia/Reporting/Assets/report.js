// The page: draws plots when they come near, redraws them on a new size, theme or choice, and hands out tables as CSV.
(() => {
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const figures = [...document.querySelectorAll("figure.chart")].map(figure => ({
    figure, data: charts[Number(figure.dataset.chart)], plot: figure.querySelector(".plot"), selects: [...figure.querySelectorAll(".controls select")], chart: null, width: 0,
  }));
  const paint = (plot, data, choice, width, old) => {
    if (old) old.dispose();
    const { option, height } = isonomia.plots[data.kind](data, choice, width, isonomia.palette());
    plot.style.height = height + "px";
    const chart = echarts.init(plot, null, { renderer: "svg", width, height });
    chart.setOption(option);
    plot.querySelectorAll("svg").forEach(svg => { svg.setAttribute("aria-hidden", "true"); svg.setAttribute("focusable", "false"); });
    return chart;
  };
  const draw = (f, width) => {
    f.width = width || f.plot.clientWidth;
    if (f.width < 40) return;
    f.chart = paint(f.plot, f.data, f.selects.map(s => Number(s.value)), f.width, f.chart);
  };
  const redraw = width => figures.filter(f => f.chart).forEach(f => draw(f, width));
  figures.forEach(f => f.selects.forEach(s => s.addEventListener("change", () => draw(f))));
  const watch = new IntersectionObserver(entries => entries.filter(e => e.isIntersecting).forEach(e => {
    const f = figures.find(g => g.plot === e.target);
    watch.unobserve(e.target);
    if (!f.chart) draw(f);
  }), { rootMargin: "600px" });
  figures.forEach(f => watch.observe(f.plot));
  const later = window.requestIdleCallback ? f => requestIdleCallback(f, { timeout: 2000 }) : f => setTimeout(f, 200);
  const next = () => { const f = figures.find(g => !g.chart && !g.tried); if (f) { f.tried = true; draw(f); later(next); } else document.documentElement.dataset.drawn = "true"; };
  later(next);
  let timer = 0;
  window.addEventListener("resize", () => { clearTimeout(timer); timer = setTimeout(() => { if (!printing) figures.filter(f => f.chart && f.plot.clientWidth !== f.width).forEach(f => draw(f)); }, 120); });

  // Theme: system, light, dark; kept for this browser where it lets a file keep anything.
  const button = document.getElementById("theme"), root = document.documentElement, themes = ["system", "light", "dark"];
  const keep = value => { try { localStorage.setItem("isonomia-theme", value); } catch { /* A browser may forbid storage for files. */ } };
  const kept = () => { try { return localStorage.getItem("isonomia-theme"); } catch { return null; } };
  const show = theme => {
    if (theme === "system") delete root.dataset.theme; else root.dataset.theme = theme;
    button.textContent = "Theme: " + theme;
    button.dataset.value = theme;
    redraw();
  };
  show(themes.includes(kept()) ? kept() : "system");
  button.addEventListener("click", () => { const t = themes[(themes.indexOf(button.dataset.value) + 1) % 3]; show(t); keep(t); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw());

  // Paper is white and 184 mm wide; every metric of an interval plot is drawn, because paper has no choices.
  let printing = false;
  const paper = 690, rowsOnPaper = 40;
  const before = () => {
    if (printing) return;
    printing = true;
    root.dataset.theme = "light";
    document.querySelectorAll("main details:not([open])").forEach(d => { d.open = true; d.dataset.folded = ""; });
    figures.forEach(f => {
      draw(f, paper);
      if (f.data.kind !== "forest" || f.data.metrics.length < 2) return;
      const more = document.createElement("div");
      more.className = "print-plots";
      f.figure.append(more);
      f.data.metrics.forEach((_, m) => {
        if (m === Number(f.selects[0].value)) return;
        const plot = document.createElement("div");
        plot.className = "plot";
        more.append(plot);
        paint(plot, f.data, [m, Number(f.selects[1].value)], paper);
      });
    });
    root.classList.add("on-paper");
    document.querySelectorAll("main table").forEach(t => {
      // A fold-out shows its first rows on paper and says where the others are.
      const rows = t.closest("details") ? [...t.tBodies[0].rows].slice(rowsOnPaper) : [];
      rows.forEach(r => r.classList.add("beyond-paper"));
      if (rows.length > 0) t.insertAdjacentHTML("afterend", `<p class="beyond">${rows.length} more rows: on the screen and in its CSV file.</p>`);
      // A table wider than the paper is made smaller as a whole; letters are never put below each other.
      t.style.width = paper + "px";
      t.style.zoom = Math.min(1, paper / t.scrollWidth);
    });
  };
  const after = () => {
    printing = false;
    document.querySelectorAll("details[data-folded]").forEach(d => { d.open = false; delete d.dataset.folded; });
    document.querySelectorAll("main table").forEach(t => { t.style.width = t.style.zoom = ""; });
    document.querySelectorAll(".beyond-paper").forEach(r => r.classList.remove("beyond-paper"));
    document.querySelectorAll("p.beyond").forEach(p => p.remove());
    root.classList.remove("on-paper");
    document.querySelectorAll(".print-plots").forEach(m => { m.querySelectorAll(".plot").forEach(q => echarts.getInstanceByDom(q)?.dispose()); m.remove(); });
    show(button.dataset.value);
  };
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  document.getElementById("print").addEventListener("click", () => window.print());

  // CSV: every digit, intervals in columns of their own. A cell that a spreadsheet could take for a formula is quoted as text.
  const field = s => { const t = /^[=+@\t\r-]/.test(s) && !/^-?\d/.test(s) ? "'" + s : s; return /[",\n\r]/.test(t) ? '"' + t.replace(/"/g, '""') + '"' : t; };
  const csv = table => {
    const heads = [...table.tHead.rows[0].cells], clean = cell => [...cell.childNodes].map(n => n.textContent).join(" ").replace(/\s+/g, " ").trim();
    const wide = heads.map(h => h.hasAttribute("data-interval"));
    const lines = [heads.flatMap((h, i) => wide[i] ? ["", " low", " high", " n"].map(s => clean(h) + s) : [clean(h)])];
    for (const row of table.tBodies[0].rows) lines.push([...row.cells].flatMap((c, i) => wide[i] ? ["v", "l", "h", "n"].map(k => c.dataset[k] ?? "") : [c.dataset.v ?? clean(c)]));
    return "\ufeff" + lines.map(l => l.map(field).join(",")).join("\r\n") + "\r\n";
  };
  document.addEventListener("click", event => {
    const pressed = event.target.closest("button.csv");
    if (!pressed) return;
    const table = pressed.closest("p").previousElementSibling.querySelector("table"), link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv(table)], { type: "text/csv;charset=utf-8" }));
    link.download = table.caption.textContent.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") + ".csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });

  // Contents: folded on small screens; the section in view is named.
  const contents = document.getElementById("contents");
  if (matchMedia("(max-width: 1059px)").matches) contents.open = false;
  const links = new Map([...contents.querySelectorAll("a")].map(a => [a.hash.slice(1), a]));
  const spy = new IntersectionObserver(entries => entries.forEach(e => {
    if (!e.isIntersecting) return;
    links.forEach(a => a.removeAttribute("aria-current"));
    links.get(e.target.id)?.setAttribute("aria-current", "true");
  }), { rootMargin: "-20% 0px -70% 0px" });
  document.querySelectorAll("main > section").forEach(s => spy.observe(s));
})();
