/* The tour on the map: draws what it is given, says which site was clicked. */
"use strict";
window.tourMap = window.tourMap || {};

(function (tp) {
  const STOP_SIZE = 22;
  const SMALL_STOP_SIZE = 18;
  const CROWDED_FROM = 36;
  const CLOSEST_FIT = 16;
  const LEADER_FROM_PX = 5;
  const CLUSTER_FROM = 200;
  const CLUSTER_LEAST = 3;
  const CLUSTER_REACH_PX = 44;
  const NAMES_OF_LEFT_OUT_FROM_ZOOM = 14.5;
  const SHOWN_UNCERTAINTY_M = 200;
  const NOTHING = { features: [], legend: [], ground: { towns: [], credit: "" }, frame: "", centre: [0, 0] };

  let map, grid, strip, casings, leaders, clusters, names, halo, uncertainty;
  let data = NOTHING;
  let selected = null;
  let isMovedByHand = false;
  let isFitting = false;
  let drawn = new Map();
  let stopMarks = [];
  let plainMarks = [];

  /* Hooks of whoever embeds the map: report(name, value). */
  tp.report = tp.report || function () {};

  tp.attach = function (leafletMap, options) {
    map = leafletMap;
    tp.shapes = options.shapes;
    tp.baselines = options.baselines;
    const box = map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", options.words.label);
    for (const button of box.querySelectorAll(".leaflet-control-zoom a")) button.tabIndex = -1;
    map.createPane("names").style.zIndex = 450;
    map.getPane("names").style.pointerEvents = "none";
    map.createPane("leaders").style.zIndex = 440;
    map.createPane("plain").style.zIndex = 430; // under the names, which may run across them
    grid = new tp.Grid(map);
    strip = new tp.Strip(map);
    casings = L.polyline([], {
      className: "leg-casing", color: null, weight: 6, interactive: false,
    }).addTo(map).bringToBack();
    leaders = L.layerGroup().addTo(map);
    clusters = L.layerGroup().addTo(map);
    names = map.getPane("names");
    map.on("zoomend", () => { if (!isFitting) arrange(); });
    map.on("moveend", () => { if (!isFitting) writeNames(); });
    map.on("dragstart", () => { isMovedByHand = true; });
    box.addEventListener("wheel", () => { isMovedByHand = true; }, { passive: true });
    box.addEventListener("keydown", () => { isMovedByHand = true; });
    map.on("resize", () => { if (!isMovedByHand) tp.fit(); });
    tp.show(NOTHING, 0);
  };

  tp.stripHeight = () => (strip ? strip.root.offsetHeight : 0);

  /* Draws a collection of features; `generation` comes back with the report "painted"
     (0: no report). */
  tp.show = function (collection, generation) {
    const isNewFrame = collection.frame !== data.frame;
    data = collection;
    strip.show(data.legend, data.ground.credit);
    draw();
    if (isNewFrame || (!isMovedByHand && isBadlyFramed())) tp.fit();
    else arrange();
    if (generation) afterPaint(() => tp.report("painted", generation));
  };

  /* Takes everything off the map but its ground. */
  tp.clear = function (generation) {
    tp.show({ ...NOTHING, ground: data.ground, frame: data.frame, centre: data.centre }, generation);
  };

  /* Shows the whole plan, or all sites where there is none. */
  tp.fit = function () {
    const bounds = boundsToShow();
    isMovedByHand = false;
    isFitting = true;
    if (bounds) {
      map.fitBounds(bounds, {
        animate: false, maxZoom: CLOSEST_FIT, paddingTopLeft: [48, 40],
        paddingBottomRight: [72, 32 + tp.stripHeight()],
      });
    } else {
      map.setView(data.centre, data.frame ? 12 : 2, { animate: false });
    }
    isFitting = false;
    grid.draw();
    arrange();
  };

  function boundsToShow() {
    const points = data.features.filter((f) => f.geometry.type === "Point");
    const plan = points.filter((f) => f.properties.role === "stop" || f.properties.role === "base");
    const shown = plan.length > 1 ? plan : points;
    return shown.length > 1 ? L.latLngBounds(shown.map(latLng)) : null;
  }

  /* Whether the plan runs out of view, or is much smaller than it could be. */
  function isBadlyFramed() {
    const bounds = boundsToShow();
    if (!bounds) return false;
    const margins = L.point(120, 72 + tp.stripHeight());
    const wanted = Math.min(CLOSEST_FIT, map.getBoundsZoom(bounds, false, margins));
    return wanted - map.getZoom() > 0.5 || !map.getBounds().contains(bounds);
  }

  /* Highlights a site (null: none) and brings it into view. */
  tp.select = function (site, generation) {
    selected = site;
    const mark = markOf(site);
    if (mark) {
      map.panInside(mark.at, {
        animate: false, paddingTopLeft: [60, 40], paddingBottomRight: [60, 40 + tp.stripHeight()],
      });
    }
    highlight();
    writeNames();
    if (generation) afterPaint(() => tp.report("painted", generation));
  };

  /* Colours by role: {paper: "#...", ink: "#...", ...}. */
  tp.setTheme = function (roles, isDark) {
    const root = document.documentElement;
    for (const [role, colour] of Object.entries(roles)) root.style.setProperty(`--${role}`, colour);
    root.classList.toggle("dark", isDark);
  };

  function afterPaint(then) {
    requestAnimationFrame(() => { setTimeout(then, 0); });
  }

  function latLng(feature) {
    const [lon, lat] = feature.geometry.coordinates;
    return [lat, lon];
  }

  /* Draws what changed: a feature that is still there word for word keeps its layers. */
  function draw() {
    const before = drawn;
    drawn = new Map();
    const isCrowded = data.features.filter((f) => f.properties.role === "stop").length > CROWDED_FROM;
    for (const feature of data.features) {
      const key = `${JSON.stringify(feature)} ${isCrowded}`;
      if (drawn.has(key)) continue;
      drawn.set(key, before.get(key) || drawFeature(feature, isCrowded ? SMALL_STOP_SIZE : STOP_SIZE));
      before.delete(key);
    }
    for (const gone of before.values()) gone.layer.remove();
    const marks = [...drawn.values()];
    stopMarks = marks.filter((mark) => mark.sort === "stop");
    plainMarks = marks.filter((mark) => mark.sort === "plain");
    drawCasings(marks.filter((mark) => mark.sort === "leg"));
  }

  function drawFeature(feature, size) {
    const { role } = feature.properties;
    if (role === "leg") return drawLeg(feature);
    if (role === "stop" || role === "base") return drawStop(feature, size);
    return drawPlain(feature);
  }

  function lineOf(feature) {
    return feature.geometry.coordinates.map(([lon, lat]) => [lat, lon]);
  }

  function drawLeg(feature) {
    const about = feature.properties;
    const layer = L.polyline(lineOf(feature), {
      className: "leg", color: about.colour, weight: 3, opacity: 1, lineCap: "butt",
      dashArray: about.estimate ? tp.DASHES : null,
    });
    layer.bindTooltip(() => tp.textBlock(about.tip, "tip"), { sticky: true }).addTo(map);
    layer.getElement().style.setProperty("--day", about.colour);
    layer.getElement().setAttribute("tabindex", "-1"); // its tooltip would make it a stop of Tab
    return { sort: "leg", feature, layer };
  }

  function drawCasings(legMarks) {
    casings.setLatLngs(legMarks.map((mark) => lineOf(mark.feature)));
  }

  function marker(at, mark, className, tip, pane = "markerPane") {
    const size = Number(mark.getAttribute("width"));
    const icon = L.divIcon({ className, html: mark, iconSize: [size, size] });
    const made = L.marker(at, { icon, pane, keyboard: false, riseOnHover: true });
    if (tip) {
      made.bindTooltip(() => tp.textBlock(tip, "tip"), { direction: "top", offset: [0, -size / 2 + 2] });
    }
    return made;
  }

  function reportClick(site) {
    tp.select(site);
    tp.report("siteClicked", site);
  }

  function drawStop(feature, size) {
    const about = feature.properties;
    const isBase = about.role === "base";
    const mark = isBase ? tp.baseMark(20) : tp.dayMark(about, about.number, size);
    const at = L.latLng(latLng(feature));
    const layer = marker(at, mark, isBase ? "base-mark" : "stop-mark", about.tip).addTo(map);
    if (!isBase) {
      layer.getElement().dataset.site = about.site;
      layer.on("click", () => reportClick(about.site));
    }
    const radius = isBase ? 12 : (size / 24) * (13.6 + 2.8 * about.rings);
    return { sort: "stop", feature, layer, at, shown: at, radius, fixed: isBase };
  }

  function drawPlain(feature) {
    const about = feature.properties;
    const at = L.latLng(latLng(feature));
    const layer = marker(at, tp.plainMark(about.role, 13), "plain-mark", about.tip, "plain");
    layer.on("click", () => reportClick(about.site));
    layer.on("add", () => { layer.getElement().dataset.site = about.site; });
    return { sort: "plain", feature, layer, at, radius: 7 };
  }

  function arrange() {
    spreadStops();
    drawPlainMarks();
    highlight();
    writeNames();
  }

  function spreadStops() {
    const places = stopMarks.map((mark) => {
      const { x, y } = map.latLngToLayerPoint(mark.at);
      return { x, y, trueX: x, trueY: y, radius: mark.radius, fixed: mark.fixed };
    });
    tp.spread(places);
    const moved = new Map();
    places.forEach((place, n) => {
      const mark = stopMarks[n];
      mark.shown = map.layerPointToLatLng([place.x, place.y]);
      mark.layer.setLatLng(mark.shown);
      if (Math.hypot(place.x - place.trueX, place.y - place.trueY) > LEADER_FROM_PX) {
        const { colour } = mark.feature.properties;
        if (!moved.has(colour)) moved.set(colour, []);
        moved.get(colour).push([mark.at, mark.shown]);
      }
    });
    leaders.clearLayers();
    for (const [color, lines] of moved) {
      const look = { pane: "leaders", color, interactive: false, smoothFactor: 0 };
      const points = lines.map(([at]) => [at, at]);
      for (const line of [
        L.polyline(lines, { ...look, className: "leader", weight: 1.5 }),
        L.polyline(points, { ...look, className: "leader", weight: 6, lineCap: "round" }),
      ]) line.addTo(leaders).getElement().style.setProperty("--day", color);
    }
  }

  function drawPlainMarks() {
    const isClustered = plainMarks.length > CLUSTER_FROM;
    clusters.clearLayers();
    if (!isClustered) {
      for (const mark of plainMarks) mark.layer.addTo(map);
      return;
    }
    const points = plainMarks.map((mark) => Object.assign(map.latLngToLayerPoint(mark.at), { mark }));
    for (const group of tp.clusters(points, CLUSTER_REACH_PX)) {
      const marks = group.map((point) => point.mark);
      const isDense = marks.length > CLUSTER_LEAST;
      for (const mark of marks) {
        if (isDense) mark.layer.remove();
        else mark.layer.addTo(map);
      }
      if (isDense) drawCluster(marks);
    }
  }

  function drawCluster(marks) {
    const bounds = L.latLngBounds(marks.map((mark) => mark.at));
    const bubble = document.createElement("span");
    bubble.textContent = String(marks.length);
    const icon = L.divIcon({ className: "cluster", html: bubble, iconSize: [30, 30] });
    L.marker(marks[0].at, { icon, pane: "plain", keyboard: false, zIndexOffset: 1000 })
      .on("click", () => {
        isMovedByHand = true;
        map.fitBounds(bounds, { animate: false, padding: [60, 60 + tp.stripHeight()] });
      })
      .addTo(clusters);
  }

  function markOf(site) {
    if (site === null) return null;
    return [...stopMarks, ...plainMarks].find((mark) => mark.feature.properties.site === site) || null;
  }

  function highlight() {
    for (const layer of [halo, uncertainty]) if (layer) layer.remove();
    const mark = markOf(selected);
    for (const each of stopMarks) {
      const isSelected = each === mark;
      each.layer.setZIndexOffset(isSelected ? 5000 : 0);
      each.layer.getElement().classList.toggle("selected", isSelected);
    }
    if (!mark) return;
    const about = mark.feature.properties;
    const size = 2 * mark.radius + 10;
    const icon = L.divIcon({ className: "halo", iconSize: [size, size], html: document.createElement("span") });
    halo = L.marker(mark.shown || mark.at, {
      icon, keyboard: false, interactive: false, zIndexOffset: 4000,
    }).addTo(map);
    if (about.accuracy_m >= SHOWN_UNCERTAINTY_M) {
      uncertainty = L.circle(mark.at, {
        radius: about.accuracy_m, className: "uncertainty", color: null, fillColor: null,
        weight: 1.5, interactive: false,
      }).addTo(map);
    }
  }

  function boxAround(point, radius) {
    return { left: point.x - radius, right: point.x + radius, top: point.y - radius, bottom: point.y + radius };
  }

  function named(mark, isFirst, style) {
    const point = map.latLngToLayerPoint(mark.shown || mark.at);
    const { name, local } = mark.feature.properties;
    const radius = mark.radius + (isFirst ? 6 : 0);
    return { x: point.x, y: point.y, radius, name, local, isFirst, ...style };
  }

  function writeNames() {
    const chosen = markOf(selected);
    const isClustered = plainMarks.length > CLUSTER_FROM;
    const hasPlainNames = !isClustered && map.getZoom() >= NAMES_OF_LEFT_OUT_FROM_ZOOM;
    const stopItems = stopMarks.map((mark) => named(mark, mark === chosen, {
      className: "stop-name", weight: 600, fontSize: 12, isImportant: true,
    }));
    const plainItems = plainMarks.map((mark) => named(mark, mark === chosen, {
      className: "plain-name", weight: 400, fontSize: 11, isImportant: mark === chosen,
    }));
    const taken = stopItems.map((item) => boxAround(item, item.radius));
    const avoided = isClustered ? [] : plainItems.map((item) => boxAround(item, 6));
    clusters.eachLayer((cluster) => {
      taken.push(boxAround(map.latLngToLayerPoint(cluster.getLatLng()), 16));
    });
    const items = [...stopItems, ...plainItems.filter((item) => hasPlainNames || item.isFirst)]
      .sort((one, other) => other.isFirst - one.isFirst);
    const { fontFamily } = getComputedStyle(document.body);
    const placed = tp.placeNames([...items, ...townItems()], taken, avoided, openView(), fontFamily);
    names.replaceChildren(...placed.flatMap((text) => [...dotOf(text.item), nameElement(text)]));
  }

  /* What one sees of the map, clear of the strip and the zoom buttons, as a box of layer points. */
  function openView() {
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint([0, 0]);
    return {
      left: corner.x + 4, top: corner.y + 16,
      right: corner.x + size.x - 4, bottom: corner.y + size.y - tp.stripHeight() - 2,
    };
  }

  function townItems() {
    return data.ground.towns.map(([name, local, lat, lon]) => {
      const point = map.latLngToLayerPoint([lat, lon]);
      return { x: point.x, y: point.y, radius: 2, name, local, className: "town", weight: 400, fontSize: 11 };
    });
  }

  function dotOf(item) {
    if (item.className !== "town") return [];
    const dot = document.createElement("i");
    dot.className = "town-dot";
    L.DomUtil.setPosition(dot, L.point(item.x - 1.5, item.y - 1.5));
    return [dot];
  }

  function nameElement({ box, lines, item }) {
    const block = tp.textBlock(lines, `name ${item.className}`);
    L.DomUtil.setPosition(block, L.point(Math.round(box.left), Math.round(box.top)));
    return block;
  }
})(window.tourMap);
