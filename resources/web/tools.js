/* The tools on the map: buttons, measuring, the point under the pointer, and what the keyboard does. */
"use strict";
window.tourMap = window.tourMap || {};

(function (tp) {
  const SIGNS = {
    layers: "M12 3.5L21 8.5L12 13.5L3 8.5zM4 12.5L12 17L20 12.5M4 16.2L12 20.7L20 16.2",
    fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M12 10.2v3.6M10.2 12h3.6",
    measure: "M3.5 15.5L15.5 3.5L20.5 8.5L8.5 20.5zM7 12l2 2M10 9l2.6 2.6M13 6l2 2",
    play: "M7 4.5L19 12L7 19.5z",
  };
  const SVG = "http://www.w3.org/2000/svg";

  function sign(name) {
    const svg = document.createElementNS(SVG, "svg");
    for (const [key, value] of [["viewBox", "0 0 24 24"], ["width", 18], ["height", 18], ["aria-hidden", "true"]]) {
      svg.setAttribute(key, value);
    }
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", SIGNS[name]);
    path.setAttribute("class", "sign");
    svg.appendChild(path);
    return svg;
  }

  tp.distanceText = function (metres) {
    if (metres < 995) return `${Math.round(metres / 10) * 10} m`;
    return metres < 9950 ? `${(metres / 1000).toFixed(1)} km` : `${Math.round(metres / 1000)} km`;
  };

  tp.pointText = (at) => `${at.lat.toFixed(5)}, ${L.Util.wrapNum(at.lng, [-180, 180], true).toFixed(5)}`;

  /* A column of buttons that is no stop of Tab: Enter on the map leads there, Escape back. */
  tp.ToolBar = class {
    constructor(map, tools) {
      this.map = map;
      this.root = document.createElement("div");
      this.root.className = "tools leaflet-bar";
      this.root.setAttribute("role", "toolbar");
      this.root.setAttribute("aria-orientation", "vertical");
      this.buttons = new Map(tools.map(([name, text, act]) => [name, this.button(name, text, act)]));
      this.root.append(...this.buttons.values());
      this.root.addEventListener("keydown", (event) => this.move(event));
      map.getContainer().appendChild(this.root);
      L.DomEvent.disableClickPropagation(this.root);
    }

    button(name, text, act) {
      const made = document.createElement("button");
      made.type = "button";
      made.tabIndex = -1;
      made.title = text;
      made.setAttribute("aria-label", text);
      made.appendChild(sign(name));
      made.addEventListener("click", act);
      return made;
    }

    press(name, isPressed) {
      this.buttons.get(name).setAttribute("aria-pressed", String(isPressed));
    }

    allow(name, isAllowed) {
      this.buttons.get(name).disabled = !isAllowed;
    }

    enter() {
      this.root.querySelector("button:not(:disabled)").focus();
    }

    move(event) {
      const usable = [...this.root.querySelectorAll("button:not(:disabled)")];
      const here = usable.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") this.map.getContainer().focus();
      else if (step) usable[(here + step + usable.length) % usable.length].focus();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }
  };

  /* A chain of points with its length. */
  tp.Measure = class {
    constructor(map, words, changed) {
      this.map = map;
      this.words = words;
      this.changed = changed;
      this.points = [];
      this.isOn = false;
      this.line = L.polyline([], { className: "measure-line", color: null, weight: 2.5, interactive: false });
      this.dots = L.layerGroup();
      this.label = document.createElement("div");
      this.label.className = "measure-text";
      this.label.setAttribute("role", "status");
      this.label.hidden = true;
      map.getContainer().appendChild(this.label);
      map.on("click", (event) => { if (this.isOn) this.add(event.latlng); });
    }

    setOn(isOn) {
      this.isOn = isOn;
      this.points = [];
      for (const layer of [this.line, this.dots]) {
        if (isOn) layer.addTo(this.map);
        else layer.remove();
      }
      this.label.hidden = !isOn;
      this.map.getContainer().classList.toggle("measuring", isOn);
      this.draw();
      this.changed(isOn);
    }

    add(at) {
      this.points.push(at);
      this.draw();
    }

    get length() {
      return this.points.slice(1).reduce((sum, at, n) => sum + this.map.distance(this.points[n], at), 0);
    }

    draw() {
      this.line.setLatLngs(this.points);
      this.dots.clearLayers();
      for (const at of this.points) {
        L.circleMarker(at, { className: "measure-dot", color: null, fillColor: null, radius: 3.5, interactive: false })
          .addTo(this.dots);
      }
      this.label.textContent = this.points.length > 1 ? tp.distanceText(this.length) : this.words.measureHint;
    }
  };

  /* Coordinates under the pointer; where the pointer is elsewhere, those of the middle. */
  tp.Pointer = class {
    constructor(map, strip) {
      this.map = map;
      this.at = null;
      this.text = document.createElement("span");
      this.text.className = "coordinates";
      strip.foot.insertBefore(this.text, strip.foot.lastChild);
      map.on("mousemove", (event) => { this.at = event.latlng; this.write(); });
      map.on("mouseout", () => { this.at = null; this.write(); });
      map.on("move", () => this.write());
    }

    write() {
      if (this.map._loaded) this.text.textContent = `${tp.pointText(this.at || this.map.getCenter())} WGS 84`;
    }
  };

  /* What single keys do while the map has the focus; `acts` by key. */
  tp.listenToKeys = function (map, acts) {
    const box = map.getContainer();
    const cross = document.createElement("div");
    cross.className = "cross";
    cross.setAttribute("aria-hidden", "true");
    box.appendChild(cross);
    box.addEventListener("keydown", (event) => {
      if (event.target !== box || event.ctrlKey || event.altKey || event.metaKey) return;
      const key = event.shiftKey && event.key === "F10" ? "ContextMenu" : event.key;
      const act = acts[key.length === 1 ? key.toLowerCase() : key];
      if (!act) return;
      act();
      event.preventDefault();
    });
  };
})(window.tourMap);
