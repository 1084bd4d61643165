/* The ground of the sketch: a grid of degrees with its figures at the edges. */
"use strict";
window.tourMap = window.tourMap || {};

(function (tp) {
  const STEPS = [20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
  const LEAST_PX = 90;
  const TOOLS_PX = 140;

  function stepFor(map) {
    const middle = map.getCenter();
    const here = map.latLngToContainerPoint(middle);
    const fits = STEPS.filter((step) =>
      map.latLngToContainerPoint([middle.lat, middle.lng + step]).x - here.x >= LEAST_PX);
    return fits.length ? fits[fits.length - 1] : STEPS[0];
  }

  function values(from, to, step) {
    const found = [];
    for (let n = Math.ceil(from / step); n * step <= to; n += 1) found.push(n * step);
    return found;
  }

  function figure(value, step, positive, negative) {
    const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    return `${Math.abs(value).toFixed(digits)}° ${value < 0 ? negative : positive}`;
  }

  tp.Grid = class {
    constructor(map) {
      this.map = map;
      map.createPane("grid").style.zIndex = 250;
      map.getPane("grid").style.pointerEvents = "none";
      this.lines = L.polyline([], {
        pane: "grid", renderer: L.svg({ pane: "grid", padding: 0.5 }), interactive: false,
        className: "grid-line", weight: 1, color: null, smoothFactor: 0,
      }).addTo(map);
      this.figures = document.createElement("div");
      this.figures.className = "grid-figures";
      map.getContainer().appendChild(this.figures);
      this.isShown = true;
      map.on("moveend", () => this.draw());
      map.on("move", () => this.write());
    }

    setShown(isShown) {
      this.isShown = isShown;
      this.figures.hidden = !isShown;
      if (isShown) this.draw();
      else this.lines.setLatLngs([]);
    }

    draw() {
      if (!this.isShown || !this.map._loaded) return;
      const step = stepFor(this.map);
      const bounds = this.map.getBounds().pad(0.5);
      const south = Math.max(-85, bounds.getSouth());
      const north = Math.min(85, bounds.getNorth());
      this.step = step;
      this.lons = values(bounds.getWest(), bounds.getEast(), step);
      this.lats = values(south, north, step);
      this.lines.setLatLngs([
        ...this.lons.map((lon) => [[south, lon], [north, lon]]),
        ...this.lats.map((lat) => [[lat, bounds.getWest()], [lat, bounds.getEast()]]),
      ]);
      this.write();
    }

    write() {
      if (!this.lons || !this.isShown) return;
      const size = this.map.getSize();
      const bottom = size.y - tp.stripHeight() - 24;
      const middle = this.map.getCenter();
      const texts = [];
      for (const lon of this.lons) {
        const { x } = this.map.latLngToContainerPoint([middle.lat, lon]);
        if (x > 56 && x < size.x - 72) texts.push([x + 3, 2, figure(lon, this.step, "E", "W")]);
      }
      for (const lat of this.lats) {
        const { y } = this.map.latLngToContainerPoint([lat, middle.lng]);
        if (y > 24 && y < bottom) texts.push([null, y - 15, figure(lat, this.step, "N", "S")]);
      }
      this.figures.replaceChildren(...texts.map(([x, y, text]) => {
        const label = document.createElement("span");
        label.textContent = text;
        label.style.top = `${Math.round(y)}px`;
        if (x === null) label.style.right = y < TOOLS_PX ? "52px" : "4px";
        else label.style.left = `${Math.round(x)}px`;
        return label;
      }));
    }
  };
})(window.tourMap);
