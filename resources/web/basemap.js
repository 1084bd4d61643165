/* The ground under the tour: streets from an area pack, a sketch, or tiles from the network where that is allowed. */
"use strict";
window.tourMap = window.tourMap || {};

(function (tp) {
  const FONT = 'system-ui, "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif';
  const LINE = 2;
  const AREA = 3;
  const RELAY_MS = 150;
  const SIGHT_PX = 10.5;
  const LABEL_KEY = "\u0000label";

  function atZoom(stops, zoom) {
    if (zoom <= stops[0][0]) return stops[0][1];
    for (let n = 1; n < stops.length; n += 1) {
      const [low, from] = stops[n - 1];
      const [high, to] = stops[n];
      if (zoom <= high) return from + ((to - from) * (zoom - low)) / (high - low);
    }
    return stops[stops.length - 1][1];
  }

  function text(value) {
    return typeof value === "string" ? value.trim().slice(0, 80) : "";
  }

  function latinOf(props, keys) {
    for (const key of keys) if (text(props[key])) return text(props[key]);
    return "";
  }

  function isOneOf(kinds) {
    const wanted = new Set(kinds);
    return (props) => wanted.size === 0 || wanted.has(props.kind) || wanted.has(props.kind_detail);
  }

  function paintRule(rule, colours) {
    const hasKind = isOneOf(rule.kinds);
    const isArea = rule.shape === "area";
    const symbolizer = isArea
      ? new protomapsL.PolygonSymbolizer({
        fill: colours[rule.colour], stroke: rule.edge ? colours[rule.edge] : "", width: rule.edge ? 0.6 : 0,
      })
      : new protomapsL.LineSymbolizer({
        color: colours[rule.colour], width: (zoom) => atZoom(rule.widths, zoom),
        dash: rule.dash.length ? rule.dash : undefined,
        lineCap: rule.dash.length ? "butt" : "round", lineJoin: "round",
      });
    return {
      dataLayer: rule.layer, minzoom: rule.from, maxzoom: rule.below - 1, symbolizer,
      filter: (zoom, feature) => feature.geomType === (isArea ? AREA : LINE)
        && Boolean(feature.props.is_tunnel) === rule.tunnel && hasKind(feature.props),
    };
  }

  function labelRules(options, colours, labels, enlarged) {
    const named = (zoom, feature) => {
      const { props } = feature;
      const local = text(props.name);
      const latin = latinOf(props, options.latin);
      let shown = local || latin;
      if (labels === "latin") shown = latin || local;
      if (labels === "both" && local && latin && latin !== local) shown = `${local} ${latin}`;
      props[LABEL_KEY] = shown;
      return [LABEL_KEY];
    };
    const look = { labelProps: named, fontFamily: FONT, stroke: colours.halo, width: 1.6 };
    const places = Object.entries(options.places).map(([kind, [from, size]]) => ({
      dataLayer: "places", minzoom: from,
      symbolizer: new protomapsL.CenteredTextSymbolizer({
        ...look, fill: colours.place_name, fontSize: enlarged(size), fontWeight: size >= 12 ? 600 : 500, lineHeight: 1.4,
        maxLineChars: 18,
      }),
      filter: (zoom, feature) => (feature.props.kind_detail || feature.props.kind) === kind,
    }));
    const roads = Object.values(options.roads).map(([from, kinds]) => {
      const hasKind = isOneOf(kinds);
      return {
        dataLayer: "roads", minzoom: from,
        symbolizer: new protomapsL.LineLabelSymbolizer({
          ...look, fill: colours.road_name, fontSize: enlarged(10.5), fontWeight: 500, position: 2, repeatDistance: 420,
        }),
        filter: (zoom, feature) => feature.geomType === LINE && hasKind(feature.props),
      };
    });
    const water = {
      fill: colours.water_name, fontSize: enlarged(11), fontStyle: "italic",
    };
    const sights = Object.entries(options.sights).map(([kind, from]) => ({
      dataLayer: "pois", minzoom: from,
      symbolizer: new protomapsL.GroupSymbolizer([
        new protomapsL.CircleSymbolizer({ radius: 2, fill: colours.road_name, stroke: colours.halo, width: 1 }),
        new protomapsL.OffsetTextSymbolizer({
          ...look, fill: colours.road_name, fontSize: enlarged(SIGHT_PX), fontWeight: 500, offsetX: 5, offsetY: 4,
          maxLineChars: 20, lineHeight: 1.3,
        }),
      ]),
      filter: (zoom, feature) => feature.props.kind === kind && Boolean(text(feature.props.name)),
    }));
    return [
      ...places,
      {
        dataLayer: "water", minzoom: 12,
        symbolizer: new protomapsL.LineLabelSymbolizer({ ...look, ...water, position: 2, repeatDistance: 600 }),
        filter: (zoom, feature) => feature.geomType === LINE && ["river", "canal"].includes(feature.props.kind),
      },
      {
        dataLayer: "water", minzoom: 13,
        symbolizer: new protomapsL.CenteredTextSymbolizer({ ...look, ...water, maxLineChars: 16 }),
        filter: (zoom, feature) => feature.geomType === AREA,
      },
      ...roads,
      ...sights,
    ];
  }

  /* A symbolizer that leaves out what would lie under the tour's own marks and names. */
  function considerate(inner, isTaken) {
    return {
      place(layout, geometry, feature) {
        const labels = inner.place(layout, geometry, feature);
        const isBelow = (label) => label.bboxes.some((box) => isTaken(box, layout.zoom));
        return labels && labels.some(isBelow) ? undefined : labels;
      },
    };
  }

  tp.Ground = class {
    constructor(map, options) {
      this.map = map;
      this.options = options;
      this.grid = new tp.Grid(map);
      this.pack = null;
      this.online = null;
      this.labels = "both";
      this.isDark = false;
      this.wanted = "pack";
      this.isHere = true;
      this.points = [];
      this.layer = null;
      this.taken = { zoom: 0, boxes: [], key: "" };
      this.timer = 0;
      map.createPane("ground").style.zIndex = 150;
    }

    /* Boxes ({left, top, right, bottom}, layer points) where the tour has marks and names. */
    avoid(boxes) {
      if (this.kind !== "pack") return;
      const zoom = Math.round(this.map.getZoom());
      const scale = this.map.getZoomScale(zoom, this.map.getZoom());
      const { x, y } = this.map.getPixelOrigin();
      const moved = boxes.map((box) => [box.left + x, box.top + y, box.right + x, box.bottom + y]
        .map((value) => Math.round(value * scale)));
      const key = `${this.map.getZoom()} ${moved.join(" ")}`;
      if (key === this.taken.key) return;
      const isSameZoom = zoom === this.taken.zoom;
      this.taken = { zoom, boxes: moved, key };
      clearTimeout(this.timer);
      if (isSameZoom) this.timer = setTimeout(() => this.place(), RELAY_MS);
      else if (this.layer) this.layer.clearLayout();
    }

    isTaken(box, zoom) {
      return zoom === this.taken.zoom && this.taken.boxes.some(([left, top, right, bottom]) =>
        box.minX < right && left < box.maxX && box.minY < bottom && top < box.maxY);
    }

    /* Writes the names on the ground anew. */
    place() {
      if (this.kind !== "pack" || !this.layer) return;
      this.layer.clearLayout();
      this.layer.rerenderTiles();
    }

    /* What really lies under the tour now: "pack", "online" or "sketch". */
    get kind() {
      if (this.wanted === "online" && this.online) return "online";
      return this.wanted !== "sketch" && this.hasPack ? "pack" : "sketch";
    }

    /* Whether there is a pack, and it lies where the tour goes. */
    get hasPack() {
      return Boolean(this.pack) && this.isHere;
    }

    /* The tour goes through these points; a pack of another area is no ground for it. Whether that changed anything. */
    goThrough(points) {
      this.points = points;
      const before = this.isHere;
      const [south, west, north, east] = this.pack ? this.pack.box : [0, 0, 0, 0];
      this.isHere = points.length === 0 || points.some(([lat, lon]) =>
        lat >= south && lat <= north && lon >= west && lon <= east);
      if (this.isHere === before || !this.pack) return false;
      this.rebuild();
      return true;
    }

    get credit() {
      if (this.kind === "pack") return this.pack.credit;
      return this.kind === "online" ? this.online.credit : null;
    }

    rules() {
      const enlarged = (size) => (zoom) => size * this.map.getZoomScale(zoom, this.map.getZoom());
      const colours = this.isDark ? this.options.dark : this.options.light;
      return {
        paintRules: this.options.rules.map((rule) => paintRule(rule, colours)),
        labelRules: labelRules(this.options, colours, this.labels, enlarged).map((rule) =>
          ({ ...rule, symbolizer: considerate(rule.symbolizer, (box, zoom) => this.isTaken(box, zoom)) })),
      };
    }

    /* {url, box: [south, west, north, east], minZoom, maxZoom, credit} or null. */
    setPack(pack) {
      this.pack = pack && typeof protomapsL !== "undefined" ? pack : null;
      this.goThrough(this.points);
      this.rebuild();
    }

    /* {url, maxZoom, credit}, or null while nobody has allowed it. */
    setOnline(online) {
      this.online = online;
      this.rebuild();
    }

    choose(kind) {
      this.wanted = kind;
      this.rebuild();
    }

    setLabels(labels) {
      this.labels = labels;
      this.repaint();
    }

    setTheme(isDark) {
      this.isDark = isDark;
      this.repaint();
    }

    repaint() {
      if (this.kind !== "pack" || !this.layer) return;
      Object.assign(this.layer, this.rules());
      this.place();
    }

    rebuild() {
      if (this.layer) this.layer.remove();
      this.layer = null;
      if (this.kind === "pack") this.layer = this.packLayer();
      if (this.kind === "online") {
        this.layer = L.tileLayer(this.online.url, { maxZoom: 19, maxNativeZoom: this.online.maxZoom, pane: "ground" });
      }
      if (this.layer) this.layer.addTo(this.map);
      this.map.options.zoomSnap = this.kind === "pack" ? 0.5 : this.layer ? 1 : 0.25;
      this.grid.setShown(!this.layer);
    }

    packLayer() {
      const [south, west, north, east] = this.pack.box;
      return protomapsL.leafletLayer({
        url: this.pack.url, maxDataZoom: this.pack.maxZoom, attribution: "", pane: "ground", noWrap: true,
        bounds: [[south, west], [north, east]], updateWhenZooming: false, keepBuffer: 1, tileDelay: 1,
        ...this.rules(),
      });
    }
  };
})(window.tourMap);
