"use strict";
(function () {
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const PRINT_WIDTH = 690, PHONE = 600, LONGEST_TITLE = 24, LONGEST_NAME = 20;
  const config = { displaylogo: false, responsive: true,
    modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"] };

  function closedAround(element) { return element.closest("details:not([open])") !== null; }

  function lines(text, longest) {
    return text.split(" ").reduce(function (found, word) {
      const last = found[found.length - 1];
      if (last && last.length + word.length >= longest) { found.push(word); }
      else { found[found.length - 1] = last ? last + " " + word : word; }
      return found;
    }, [""]).join("<br>");
  }

  function broken(trace) {  // names beside lying bars leave room for these
    if (trace.orientation !== "h") { return trace; }
    return Object.assign({}, trace, { y: trace.y.map(function (name) { return lines(name, LONGEST_NAME); }) });
  }

  function draw(element) {
    if (element.dataset.drawn || closedAround(element)) { return; }
    element.dataset.drawn = "1";
    const figure = figures[element.dataset.figure];
    const narrow = window.innerWidth < PHONE;
    const layout = Object.assign({}, figure.layout);
    let data = figure.data;
    if (narrow) {
      data = data.map(broken);
      Object.keys(layout).filter(function (key) {  // below a slider there is no room for two lines
        return /^[xy]axis/.test(key) && !layout[key].rangeslider;
      }).forEach(function (key) {
        const title = layout[key].title;
        layout[key] = Object.assign({}, layout[key],
          { title: Object.assign({}, title, { text: lines(title.text, LONGEST_TITLE) }) });
      });
      layout.dragmode = false;
      layout.margin = Object.assign({}, layout.margin, { l: 48, r: 8 });
      layout.height = layout.height + 22 * Math.ceil(figure.data.length / 2);
    }
    Plotly.newPlot(element, data, layout, config);
  }

  function drawAll() { document.querySelectorAll(".plot").forEach(draw); }

  function field(text, isNumber) {
    let value = text.trim();
    if (!isNumber && value.length > 1 && /^[=+\-@\t\r]/.test(value)) { value = "'" + value; }
    return /[",\n]/.test(value) ? '"' + value.replace(/"/g, '""') + '"' : value;
  }

  function save(name, rows) {
    const text = "\ufeff" + rows.map(function (row) { return row.join(","); }).join("\r\n") + "\r\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = name + ".csv";
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  function saveTable(key) {
    const rows = [];
    document.querySelectorAll("#table-" + CSS.escape(key) + " tr").forEach(function (row) {
      rows.push(Array.from(row.children).map(function (cell) {
        const raw = cell.dataset.raw;
        return raw === undefined ? field(cell.textContent.replace(/\s+/g, " "), false) : field(raw, true);
      }));
    });
    save(key, rows);
  }

  function saveSeries(key) {
    const decode = document.createElement("textarea");
    const isMap = figures[key].data.some(function (trace) { return trace.type === "heatmap"; });
    const rows = [isMap ? ["series", "x", "y", "value"] : ["series", "x", "y"]];
    figures[key].data.forEach(function (trace) {
      decode.innerHTML = trace.name;
      if (trace.type === "heatmap") {
        trace.x.forEach(function (x, i) {
          trace.y.forEach(function (y, j) {
            rows.push([field(decode.value, false), String(x), String(y), String(trace.z[j][i])]);
          });
        });
        return;
      }
      trace.x.forEach(function (x, i) {
        if (x !== null && trace.y[i] !== null) {
          rows.push([field(decode.value, false), field(String(x), typeof x === "number"), field(String(trace.y[i]), typeof trace.y[i] === "number")]);
        }
      });
    });
    save(key, rows);
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button.download");
    if (button === null) { return; }
    if (button.dataset.table) { saveTable(button.dataset.table); } else { saveSeries(button.dataset.series); }
  });
  document.querySelectorAll("details").forEach(function (part) {
    part.addEventListener("toggle", function () { if (part.open) { part.querySelectorAll(".plot").forEach(draw); } });
  });
  document.querySelectorAll('a[href^="#"]').forEach(function (link) {
    link.addEventListener("click", function () {
      const target = document.getElementById(link.hash.slice(1));
      const around = target && target.closest("details");
      if (around) { around.open = true; }
    });
  });

  let closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.from(document.querySelectorAll("details:not([open]):not(.screen-only)"));
    closed.forEach(function (part) { part.open = true; });
    drawAll();
    const plots = document.querySelectorAll(".plot[data-drawn]");
    plots.forEach(function (element) { Plotly.relayout(element, { width: PRINT_WIDTH }); });
    plots.forEach(function (element) { Plotly.redraw(element); });  // margins follow the legend
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll(".plot[data-drawn]").forEach(function (element) {
      Plotly.relayout(element, { width: null, autosize: true });
    });
    closed.forEach(function (part) { part.open = false; });
  });

  drawAll();
  document.documentElement.dataset.ready = "1";
}());
