/* The quiet places around the plan: single marks while they are few, gathered by nearness where they are many. */
"use strict";
window.tourMap = window.tourMap || {};

(function (tp) {
  const CLUSTER_FROM = 200;
  const CLUSTER_LEAST = 3;
  const CELL_PX = 52;
  const REACH_PX = 40;
  const AROUND = 0.25;

  /* One place; places of one sort share what they have in common: {kind, accuracy, own, lines}. */
  class Place {
    constructor(role, site, name, local, lat, lon, sort) {
      const sine = Math.min(0.9999, Math.max(-0.9999, Math.sin((lat * Math.PI) / 180)));
      this.role = role;
      this.site = site;
      this.name = name;
      this.local = local;
      this.lat = lat;
      this.lon = lon;
      this.sort = sort;
      this.x = (lon + 180) / 360;
      this.y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    }

    get kind() {
      return this.sort.kind;
    }

    get accuracy() {
      return this.sort.accuracy;
    }

    get own() {
      return this.sort.own;
    }

    /* What to say when one points at it. */
    get tip() {
      return this.sort.tip || [this.name, ...(this.local ? [this.local] : []), ...this.sort.lines];
    }
  }

  tp.placeOf = function (feature) {
    const about = feature.properties;
    const [lon, lat] = feature.geometry.coordinates;
    const sort = { kind: about.kind, accuracy: about.accuracy_m || 0, own: Boolean(about.own), tip: about.tip };
    return new Place(about.role, about.site, about.name, about.local, lat, lon, sort);
  };

  /* Columns of what the places have of their own, and the sorts that they share; see places_table.py. */
  tp.placesOf = function ({ sites, names, locals, points, sorts, lines }) {
    const shared = lines.map(([kind, accuracy, own, ...rest]) => ({ kind, accuracy, own, lines: rest }));
    return sites.map((site, n) => new Place(
      "other", site, names[n], locals[n], points[2 * n] / 1e6, points[2 * n + 1] / 1e6, shared[sorts[n]],
    ));
  };

  function keyOf(bubble) {
    return `${bubble.places.length} ${bubble.lat} ${bubble.lon}`;
  }

  /* A place as a mark that can be named, circled, highlighted. */
  tp.quietMark = function (place) {
    return { at: L.latLng(place.lat, place.lon), radius: 7, name: place.name, local: place.local, accuracy: place.accuracy };
  };

  tp.Places = class {
    constructor(map, makeMarker, openCluster) {
      this.map = map;
      this.makeMarker = makeMarker;
      this.openCluster = openCluster;
      this.all = [];
      this.bySite = null;
      this.shown = new Map();
      this.isGathering = true;
      this.bubbles = [];
      this.singles = [];
    }

    /* Shows exactly these places from the next `arrange` on; those still there keep their marks. */
    show(places) {
      this.all = places;
      this.bySite = null;
    }

    get isClustered() {
      return this.isGathering && this.all.length > CLUSTER_FROM;
    }

    find(site) {
      if (!this.bySite) this.bySite = new Map(this.all.map((place) => [place.site, place]));
      return this.bySite.get(site) || null;
    }

    /* [[south, west], [north, east]] of all of them. */
    get bounds() {
      let [south, west, north, east] = [90, 180, -90, -180];
      for (const { lat, lon } of this.all) {
        if (lat < south) south = lat;
        if (lat > north) north = lat;
        if (lon < west) west = lon;
        if (lon > east) east = lon;
      }
      return [[south, west], [north, east]];
    }

    arrange() {
      const { singles, bubbles } = this.isClustered ? this.gathered() : { singles: this.all, bubbles: [] };
      const before = this.shown;
      this.shown = new Map();
      this.singles = singles;
      this.bubbles = bubbles;
      for (const place of singles) {
        if (!this.keeps(before, place)) this.shown.set(place, this.makeMarker(place).addTo(this.map));
      }
      const fresh = bubbles.filter((bubble) => !this.keeps(before, keyOf(bubble)));
      const spare = [...before].filter(([, marker]) => marker.bubble);
      for (const bubble of fresh) this.shown.set(keyOf(bubble), this.bubbleMarker(bubble, before, spare.pop()));
      for (const gone of before.values()) gone.remove();
    }

    keeps(before, key) {
      const marker = before.get(key);
      if (!marker) return false;
      before.delete(key);
      this.shown.set(key, marker);
      return true;
    }

    /* What stands in and around the view, by cells of the map; near cells flow together. */
    gathered() {
      const scale = 256 * 2 ** this.map.getZoom();
      const { min, max } = this.map.getPixelBounds();
      const pad = (max.x - min.x) * AROUND;
      const cells = new Map();
      for (const place of this.all) {
        const x = place.x * scale;
        const y = place.y * scale;
        if (x < min.x - pad || x > max.x + pad || y < min.y - pad || y > max.y + pad) continue;
        const key = Math.floor(x / CELL_PX) * 1e7 + Math.floor(y / CELL_PX);
        const cell = cells.get(key);
        if (cell) {
          cell.places.push(place);
          cell.sumX += x;
          cell.sumY += y;
        } else cells.set(key, { places: [place], sumX: x, sumY: y });
      }
      const points = [...cells.values()]
        .sort((one, other) => other.places.length - one.places.length)
        .map((cell) => ({ x: cell.sumX / cell.places.length, y: cell.sumY / cell.places.length, cell }));
      const singles = [];
      const bubbles = [];
      for (const group of tp.clusters(points, REACH_PX)) {
        const places = group.flatMap((point) => point.cell.places);
        if (places.length > CLUSTER_LEAST) {
          const at = this.map.unproject([group[0].x, group[0].y]);
          bubbles.push({ places, lat: at.lat, lon: at.lng });
        } else singles.push(...places);
      }
      return { singles, bubbles };
    }

    /* A bubble is drawn anew only where none is to spare. */
    bubbleMarker(bubble, before, [key, spare] = []) {
      const size = 22 + 4 * Math.ceil(Math.log10(bubble.places.length + 1));
      let marker = spare;
      if (marker) {
        before.delete(key);
        const { style } = marker.setLatLng([bubble.lat, bubble.lon]).getElement();
        style.width = style.height = `${size}px`;
        style.marginLeft = style.marginTop = `${-size / 2}px`;
      } else {
        const span = document.createElement("span");
        const icon = L.divIcon({ className: "cluster", html: span, iconSize: [size, size] });
        marker = L.marker([bubble.lat, bubble.lon], { icon, pane: "plain", keyboard: false, zIndexOffset: 1000 })
          .on("click", () => this.openCluster(L.latLngBounds(marker.bubble.places.map((p) => [p.lat, p.lon]))))
          .addTo(this.map);
      }
      marker.bubble = bubble;
      marker.getElement().firstChild.textContent = String(bubble.places.length);
      return marker;
    }
  };
})(window.tourMap);
