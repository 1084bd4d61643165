/* Writes the names of marks and towns where there is room, and tells where the ground must keep clear. */
"use strict";
window.tourMap = window.tourMap || {};

(function (tp) {
  const NAMES_OF_PLACES_FROM_ZOOM = 14.5;
  const MOST_LEG_BOXES = 600;
  const LEG_BOX_PX = 14;
  const PLAIN = { className: "plain-name", weight: 400, fontSize: 11 };

  function boxAround(point, radius) {
    return { left: point.x - radius, right: point.x + radius, top: point.y - radius, bottom: point.y + radius };
  }

  function dotOf(item) {
    if (item.className !== "town") return [];
    const dot = document.createElement("i");
    dot.className = "town-dot";
    L.DomUtil.setPosition(dot, L.point(item.x - 1.5, item.y - 1.5));
    return [dot];
  }

  function nameElement({ box, lines, heads, item }) {
    const block = tp.textBlock(lines, `name ${item.className}`, heads);
    if (item.day) block.dataset.day = item.day;
    L.DomUtil.setPosition(block, L.point(Math.round(box.left), Math.round(box.top)));
    return block;
  }

  tp.Names = class {
    constructor(map) {
      this.map = map;
      this.pane = map.createPane("names");
      this.pane.style.zIndex = 450;
      this.pane.style.pointerEvents = "none";
      this.boxes = [];
      this.playedDay = null;
    }

    /* Only the names of `day` in full; null: all. */
    lightUp(day) {
      if (day === this.playedDay) return;
      this.playedDay = day;
      this.dim();
    }

    dim() {
      const day = this.playedDay;
      for (const name of this.pane.querySelectorAll("[data-day]")) {
        name.classList.toggle("dimmed", day !== null && name.dataset.day !== String(day));
      }
    }

    clear() {
      this.pane.replaceChildren();
      this.boxes = [];
    }

    /* Names for the marks of stops, the quiet places and the towns; the `chosen` one ({site, mark}) comes first. */
    write(stopMarks, places, chosen, towns) {
      const stopItems = stopMarks.map((mark) => this.named(mark, mark === chosen.mark, {
        className: "stop-name", weight: 600, fontSize: 12, isImportant: true,
      }));
      const isQuietChosen = chosen.mark !== null && !stopMarks.includes(chosen.mark);
      const chosenItems = isQuietChosen ? [this.named(chosen.mark, true, { ...PLAIN, isImportant: true })] : [];
      const plainItems = places.isClustered ? [] : places.all.filter((place) => place.site !== chosen.site)
        .map((place) => this.named(tp.quietMark(place), false, { ...PLAIN, isImportant: false }));
      const isNamed = !places.isClustered && this.map.getZoom() >= NAMES_OF_PLACES_FROM_ZOOM;
      const items = [...chosenItems, ...stopItems, ...(isNamed ? plainItems : [])]
        .sort((one, other) => other.isFirst - one.isFirst);
      const taken = [...stopItems, ...chosenItems].map((item) => boxAround(item, item.radius));
      for (const { lat, lon } of places.bubbles) taken.push(boxAround(this.map.latLngToLayerPoint([lat, lon]), 16));
      taken.push(...this.controlBoxes());
      const avoided = plainItems.map((item) => boxAround(item, 6));
      const { fontFamily } = getComputedStyle(document.body);
      const all = [...items, ...towns.map((town) => this.townItem(town))];
      const placed = tp.placeNames(all, taken, avoided, this.openView(), fontFamily);
      this.boxes = [...taken, ...avoided, ...placed.map((text) => text.box)];
      this.pane.replaceChildren(...placed.flatMap((text) => [...dotOf(text.item), nameElement(text)]));
      this.dim();
    }

    named(mark, isFirst, style) {
      const { x, y } = this.map.latLngToLayerPoint(mark.shown || mark.at);
      const { name, local } = mark;
      const { role, day } = mark.feature ? mark.feature.properties : {};
      return {
        x, y, radius: mark.radius + (isFirst ? 6 : 0), name, local, isFirst, day: role === "stop" ? day : null, ...style,
      };
    }

    townItem([name, local, lat, lon]) {
      const { x, y } = this.map.latLngToLayerPoint([lat, lon]);
      return { x, y, radius: 2, name, local, className: "town", weight: 400, fontSize: 11 };
    }

    /* Small boxes along the lines in view: names on the ground keep off them. */
    along(lines) {
      const view = this.map.getBounds().pad(0.1);
      const boxes = [];
      for (const line of lines) {
        if (!view.intersects(line.getBounds())) continue;
        const points = line.getLatLngs().map((at) => this.map.latLngToLayerPoint(at));
        for (let n = 1; n < points.length && boxes.length < MOST_LEG_BOXES; n += 1) {
          const [from, to] = [points[n - 1], points[n]];
          const count = Math.max(1, Math.min(60, Math.round(from.distanceTo(to) / LEG_BOX_PX)));
          for (let k = 0; k < count; k += 1) {
            const share = (k + 0.5) / count;
            boxes.push(boxAround({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }, 4));
          }
        }
      }
      return boxes;
    }

    /* Where buttons stand over the map. */
    controlBoxes() {
      const corner = this.map.containerPointToLayerPoint([0, 0]);
      const inside = this.map.getContainer().getBoundingClientRect();
      return [...this.map.getContainer().querySelectorAll(".tools, .leaflet-control-zoom")].map((control) => {
        const { left, top, right, bottom } = control.getBoundingClientRect();
        const [x, y] = [corner.x - inside.left, corner.y - inside.top];
        return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
      });
    }

    /* What one sees of the map, clear of the strip and the zoom buttons, as a box of layer points. */
    openView() {
      const size = this.map.getSize();
      const corner = this.map.containerPointToLayerPoint([0, 0]);
      return {
        left: corner.x + 4, top: corner.y + 16,
        right: corner.x + size.x - 4, bottom: corner.y + size.y - tp.stripHeight() - 2,
      };
    }
  };
})(window.tourMap);
