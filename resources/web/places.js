/* The quiet places around the plan: single marks while they are few, gathered by nearness where they are many. */
"use strict";
window.tourMap = window.tourMap || {};

(function (tp) {
  const CLUSTER_FROM = 200;
  const CLUSTER_LEAST = 3;
  const CELL_PX = 52;
  const REACH_PX = 40;
  const AROUND = 0.25;

  /* One place: {role, site, name, local, kind, accuracy, own, lat, lon, tip}; `tip` is lines or a function. */
  function mercator(place) {
    const sine = Math.min(0.9999, Math.max(-0.9999, Math.sin((place.lat * Math.PI) / 180)));
    place.x = (place.lon + 180) / 360;
    place.y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    return place;
  }

  tp.placeOf = function (feature) {
    const about = feature.properties;
    const [lon, lat] = feature.geometry.coordinates;
    return mercator({
      role: about.role, site: about.site, name: about.name, local: about.local, kind: about.kind,
      accuracy: about.accuracy_m || 0, own: Boolean(about.own), lat, lon, tip: () => about.tip,
    });
  };

  /* Rows of [site, name, local, lat, lon, kind, accuracy, doubts, own]; kind and doubts count into tables. */
  tp.placesOf = function ({ rows, kinds, doubts }) {
    return rows.map(([site, name, local, lat, lon, kind, accuracy, doubt, own]) => mercator({
      role: "other", site, name, local, kind: kinds[kind][0], accuracy, own: Boolean(own), lat, lon,
      tip: () => [name, ...(local ? [local] : []), kinds[kind][1], ...doubts[doubt]],
    }));
  };

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
      for (const place of singles) this.keep(before, place, () => this.makeMarker(place));
      for (const bubble of bubbles) {
        this.keep(before, `${bubble.places.length} ${bubble.lat} ${bubble.lon}`, () => this.bubbleMarker(bubble));
      }
      for (const gone of before.values()) gone.remove();
    }

    keep(before, key, make) {
      const marker = before.get(key) || make().addTo(this.map);
      before.delete(key);
      this.shown.set(key, marker);
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

    bubbleMarker(bubble) {
      const count = bubble.places.length;
      const size = 22 + 4 * Math.ceil(Math.log10(count + 1));
      const span = document.createElement("span");
      span.textContent = String(count);
      const icon = L.divIcon({ className: "cluster", html: span, iconSize: [size, size] });
      return L.marker([bubble.lat, bubble.lon], { icon, pane: "plain", keyboard: false, zIndexOffset: 1000 })
        .on("click", () => this.openCluster(L.latLngBounds(bubble.places.map((p) => [p.lat, p.lon]))));
    }
  };
})(window.tourMap);
