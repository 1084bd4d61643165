/* Draws the marks of days, lodgings, left-out sites and doubts as SVG; no text is ever parsed as markup. */
"use strict";
window.tourMap = window.tourMap || {};

(function (tp) {
  const SVG = "http://www.w3.org/2000/svg";

  function element(name, attributes, parent) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (parent) parent.appendChild(made);
    return made;
  }

  function drawing(pad, size) {
    const box = 24 + 2 * pad;
    const width = (size * box) / 24;
    return element("svg", {
      viewBox: `${-pad} ${-pad} ${box} ${box}`, width, height: width, "aria-hidden": "true",
    });
  }

  function doubt(parent, x, y) {
    element("circle", { cx: x, cy: y, r: 5.6, class: "doubt" }, parent);
    const sign = element("text", { x, y: y + 3.1, class: "doubt-sign" }, parent);
    sign.textContent = "?";
  }

  /* What the traveller entered himself. */
  function own(parent, x, y, r) {
    element("path", { d: `M${x} ${y - r}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`, class: "own" }, parent);
  }

  /* A day's shape in its colour, with a white number; `style` has shape, colour, rings, dash, doubtful, own. */
  tp.dayMark = function (style, number, size) {
    const pad = 4 + 2.8 * style.rings;
    const svg = drawing(pad, size);
    for (let ring = 1; ring <= style.rings; ring += 1) {
      const r = 12 + 2.8 * ring;
      const dash = style.dash || "none";
      const look = { class: "ring", stroke: style.colour, "stroke-dasharray": dash };
      element("circle", { cx: 12, cy: 12, r, ...look }, svg);
    }
    element("path", { d: tp.shapes[style.shape], class: "shape", fill: style.colour }, svg);
    if (number !== null) {
      const y = tp.baselines[style.shape];
      const small = String(number).length > 1 ? " long" : "";
      element("text", { x: 12, y, class: "number" + small }, svg).textContent = String(number);
    }
    if (style.doubtful) doubt(svg, 21.5, 2.5);
    if (style.own) own(svg, 21.5, 21, 5.6);
    return svg;
  };

  tp.baseMark = function (size) {
    const svg = drawing(2, size);
    element("rect", { x: 1, y: 1, width: 22, height: 22, rx: 6, class: "base" }, svg);
    element("path", { d: "M5.5 12L12 6.2L18.5 12M7.6 10.6V17.8h8.8V10.6", class: "house" }, svg);
    return svg;
  };

  tp.plainMark = function (role, size, isOwn) {
    const svg = drawing(2, size);
    if (isOwn) element("path", { d: "M12 1L23 12L12 23L1 12z", class: `${role} own-place` }, svg);
    else element("circle", { cx: 12, cy: 12, r: role === "other" ? 7 : 9.5, class: role }, svg);
    return svg;
  };

  tp.ownMark = function (size) {
    const svg = drawing(0, size);
    own(svg, 12, 12, 9);
    return svg;
  };

  tp.doubtMark = function (size) {
    const svg = drawing(0, size);
    doubt(element("g", { transform: "translate(12 12) scale(1.6)" }, svg), 0, 0);
    return svg;
  };

  tp.legMark = function (isEstimate) {
    const svg = element("svg", { viewBox: "0 0 28 12", width: 28, height: 12, "aria-hidden": "true" });
    const line = element("path", { d: "M1 6H27", class: "sample" }, svg);
    if (isEstimate) line.setAttribute("stroke-dasharray", tp.DASHES);
    return svg;
  };

  tp.areaMark = function (className) {
    const svg = element("svg", { viewBox: "0 0 18 12", width: 18, height: 12, "aria-hidden": "true" });
    element("rect", { x: 1, y: 1, width: 16, height: 10, rx: 3, class: className }, svg);
    return svg;
  };

  tp.DASHES = "6 5";

  /* Lines of text, one element each, the first `heads` as a heading. */
  tp.textBlock = function (lines, className, heads = 1) {
    const block = document.createElement("div");
    block.className = className;
    lines.forEach((line, index) => {
      const row = document.createElement("div");
      row.textContent = line;
      if (index < heads) row.className = "first";
      block.appendChild(row);
    });
    return block;
  };
})(window.tourMap);
