/* The tour on the map: draws what it is given, says which site was clicked. */
"use strict";
window.tourMap = window.tourMap || {};

(function (tp) {
  const STOP_SIZE = 22;
  const SMALL_STOP_SIZE = 18;
  const CROWDED_FROM = 36;
  const CLOSEST_FIT = 16;
  const LEADER_FROM_PX = 5;
  const EDGE_PX = 20;
  const ROOM_PX = 96;
  const SHOWN_UNCERTAINTY_M = 200;
  const TELL_VIEW_AFTER_MS = 300;
  const NOTHING = { features: [], legend: [], ground: { towns: [], credit: "" }, frame: "", centre: [0, 0] };
  const NO_PLACES = { sites: [], names: [], locals: [], points: [], sorts: [], lines: [] };

  let map, ground, strip, layers, panel, tools, measure, pointer, player, places, words;
  let casings, leaders, names, halo, uncertainty, circles, reach;
  let data = NOTHING;
  let otherPlaces = [];
  let reachFeature = null;
  let selected = null;
  let isMovedByHand = false;
  let isFitting = false;
  let drawn = new Map();
  let stopMarks = [];
  let kindLabels = {};
  let hasDrawn = false;
  let canMove = false;
  let canGet = false;

  /* Hooks of whoever embeds the map: report(name, ...values); hasWindow is true inside the program. */
  tp.report = tp.report || function () {};
  tp.hasWindow = false;

  tp.attach = function (leafletMap, options) {
    map = leafletMap;
    words = options.words;
    tp.shapes = options.shapes;
    tp.baselines = options.baselines;
    kindLabels = options.kinds;
    const box = map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", words.label);
    for (const button of box.querySelectorAll(".leaflet-control-zoom a")) button.tabIndex = -1;
    map.createPane("areas").style.zIndex = 380; // under legs and marks
    map.createPane("leaders").style.zIndex = 440;
    map.createPane("plain").style.zIndex = 430; // under the names, which may run across them
    ground = new tp.Ground(map, options.ground);
    strip = new tp.Strip(map);
    layers = new tp.Layers(layersChanged);
    places = new tp.Places(map, plainMarker, openCluster);
    casings = L.polyline([], {
      className: "leg-casing", color: null, weight: 6, interactive: false,
    }).addTo(map).bringToBack();
    leaders = L.layerGroup().addTo(map);
    circles = L.layerGroup().addTo(map);
    names = new tp.Names(map);
    addTools();
    map.on("zoomend", () => { if (!isFitting) arrange(); });
    map.on("moveend", () => { if (!isFitting) viewMoved(); });
    map.on("dragstart", () => { isMovedByHand = true; });
    box.addEventListener("wheel", () => { isMovedByHand = true; }, { passive: true });
    box.addEventListener("keydown", (event) => { if (event.target === box) isMovedByHand = true; });
    map.on("resize", () => { if (!isMovedByHand) tp.fit(); });
    window.addEventListener("beforeprint", () => gather(false));
    window.addEventListener("afterprint", () => gather(true));
    tp.show(NOTHING, 0);
  };

  function addTools() {
    panel = new tp.LayerPanel(map, layers, words, refreshPanel);
    tools = new tp.ToolBar(map, [
      ["layers", words.layers, () => togglePanel(panel)],
      ["fit", words.fit, () => tp.fit()],
      ["measure", words.measure, () => measure.setOn(!measure.isOn)],
      ["play", words.play, () => togglePanel(player)],
    ]);
    measure = new tp.Measure(map, words, (isOn) => tools.press("measure", isOn));
    pointer = new tp.Pointer(map, strip);
    player = new tp.Player(map, words, lightUp);
    map.on("contextmenu", (event) => askMenu(event.latlng));
    const middle = () => map.getCenter();
    tp.listenToKeys(map, {
      Enter: () => (measure.isOn ? measure.add(middle()) : tools.enter()),
      Home: () => tp.fit(),
      Escape: () => tp.closePanels(),
      ContextMenu: () => askMenu(middle()),
      l: () => togglePanel(panel),
      m: () => measure.setOn(!measure.isOn),
      p: () => togglePanel(player),
      a: () => tp.askPlace(),
      c: () => tp.report("pointCopied", tp.pointText(middle())),
    });
  }

  /* What someone answers: that a base is dragged, that a place is to be added, that streets are wanted. */
  tp.letEdit = function (canMoveBases, canAddPlaces, canGetStreets) {
    canMove = canMoveBases;
    canGet = Boolean(canGetStreets);
    const adds = canAddPlaces ? ` ${words.addKey}` : "";
    map.getContainer().setAttribute("aria-description", words.keys + adds);
  };

  function askMenu(at) {
    const { x, y } = map.latLngToContainerPoint(at);
    tp.report("menuAsked", at.lat, at.lng, Math.round(x), Math.round(y));
  }

  function togglePanel(one) {
    const opens = !one.isOpen;
    for (const each of [panel, player]) if (each.isOpen) each.setOpen(false);
    if (opens) one.setOpen(true);
    pressTools();
  }

  function pressTools() {
    tools.press("layers", panel.isOpen);
    tools.press("play", player.isOpen);
  }

  /* Puts away whatever is open; the keyboard is on the map again. */
  tp.closePanels = function () {
    const wasInside = [panel, player].some((each) => each.root.contains(document.activeElement));
    for (const each of [panel, player]) if (each.isOpen) each.setOpen(false);
    if (measure.isOn) measure.setOn(false);
    pressTools();
    if (wasInside) map.getContainer().focus();
  };

  function openCluster(bounds) {
    isMovedByHand = true;
    map.fitBounds(bounds, { animate: false, padding: [60, 60 + tp.stripHeight()] });
  }

  function gather(isGathering) {
    places.isGathering = isGathering;
    places.arrange();
    writeNames();
  }

  function viewMoved() {
    if (places.isClustered) places.arrange();
    writeNames();
    tellView();
  }

  let tellTimer = 0;
  function tellView() {
    if (!hasDrawn) return;
    clearTimeout(tellTimer);
    tellTimer = setTimeout(() => {
      const { lat, lng } = map.getCenter();
      const view = { lat, lon: lng, zoom: map.getZoom(), byHand: isMovedByHand, ...layers.state() };
      tp.report("viewChanged", data.frame, JSON.stringify(view));
    }, TELL_VIEW_AFTER_MS);
  }

  function layersChanged(what) {
    if (what === "ground") {
      if (layers.ground === "online" && !ground.online) tp.report("onlineAsked");
      useGround();
    } else if (what === "labels") ground.setLabels(layers.labels);
    else {
      draw();
      arrange();
    }
    showStrip();
    tellView();
  }

  function useGround() {
    ground.labels = layers.labels;
    ground.choose(layers.ground);
    showStrip();
    writeNames();
  }

  /* The pack under the tour: {url, box, minZoom, maxZoom, credit}, or null for the sketch. */
  tp.setPack = function (pack) {
    ground.setPack(pack);
    if (!isMovedByHand) tp.fit();
    refreshPanel();
    useGround();
  };

  /* Tiles from the network: {url, maxZoom, credit}, or null where nobody has allowed them. */
  tp.setOnline = function (online, isChosen) {
    ground.setOnline(online);
    if (online && isChosen) layers.ground = "online";
    if (!online && layers.ground === "online") layers.ground = "pack";
    refreshPanel();
    useGround();
    tellView();
  };

  tp.setLabels = function (labels) {
    layers.restore({ ...layers.state(), labels });
    ground.setLabels(layers.labels);
    refreshPanel();
  };

  tp.setMotion = function (isReduced) {
    player.setRunning(false);
    player.isReduced = isReduced;
  };

  /* Places that have no part in the plan, once for many plans; see placesOf. */
  tp.setPlaces = function (table) {
    otherPlaces = tp.placesOf(table || NO_PLACES);
  };

  /* The area one can reach: a feature with properties.text, or null. */
  tp.showReach = function (feature) {
    reachFeature = feature;
    drawReach();
    refreshPanel();
    showStrip();
  };

  function drawReach() {
    if (reach) reach.remove();
    reach = null;
    if (!reachFeature || !layers.isOn("reach")) return;
    reach = L.geoJSON(reachFeature, {
      pane: "areas", interactive: false, style: { className: "reach", color: null, fillColor: null, weight: 1.5 },
    }).addTo(map);
  }

  tp.stripHeight = () => (strip ? strip.root.offsetHeight : 0);

  /* Draws a collection of features; `generation` comes back with the report "painted"
     (0: no report). `view`, where given, is how this tour was last looked at. */
  tp.show = function (collection, generation, view) {
    const isNewFrame = collection.frame !== data.frame;
    data = collection;
    if (view) restoreLayers(view);
    else if (isNewFrame && data.frame) forgetView();
    draw();
    ground.goThrough(pointsOfTour());
    refreshPanel();
    showStrip();
    player.show(data.features, data.legend.filter((entry) => entry.mark === "day"));
    tools.allow("play", player.days.length > 0);
    pressTools();
    if (view && view.byHand) look(view);
    else if (isNewFrame || (!isMovedByHand && isBadlyFramed())) tp.fit();
    else arrange();
    hasDrawn = hasDrawn || generation > 0;
    if (generation) afterPaint(() => tp.report("painted", generation));
  };

  function forgetView() {
    isMovedByHand = false;
    layers.days.clear();
  }

  function restoreLayers(view) {
    layers.restore(view);
    if (layers.ground === "online" && !ground.online) layers.ground = "pack"; // the consent was taken back
    useGround();
  }

  function look(view) {
    isMovedByHand = true;
    map.setView([view.lat, view.lon], view.zoom, { animate: false });
    ground.grid.draw();
    arrange();
  }

  /* Takes everything off the map but its ground. */
  tp.clear = function (generation) {
    otherPlaces = [];
    tp.show({ ...NOTHING, ground: data.ground, frame: data.frame, centre: data.centre }, generation);
  };

  /* The panel is made when it is opened, and kept up to date while it is open. */
  function refreshPanel() {
    if (!panel.isOpen) return;
    const kinds = new Set();
    const roles = new Set();
    for (const list of [places.all, hiddenPlaces]) {
      for (const place of list) {
        kinds.add(place.kind);
        roles.add(place.role);
      }
    }
    panel.show({
      days: data.legend.filter((entry) => entry.mark === "day"),
      kinds: Object.entries(kindLabels).filter(([kind]) => kinds.has(kind)),
      has: {
        pack: ground.hasPack, labels: ground.kind === "pack", reach: Boolean(reachFeature),
        leftOut: roles.has("left_out"), others: roles.has("other"),
      },
      canAskOnline: tp.hasWindow,
    });
  }

  /* The legend of what is really drawn, and the credit of what lies under it. */
  function showStrip() {
    const shown = data.features.filter((feature) => layers.shows(feature.properties)).map((f) => f.properties);
    const count = { left_out: 0, other: 0 };
    for (const place of places.all) count[place.role] += 1;
    const has = {
      day: (entry) => layers.hasDay(entry.day),
      estimate: () => shown.some((about) => about.role === "leg" && about.straight),
      routed: () => shown.some((about) => about.role === "leg" && !about.straight),
      own: () => shown.some((about) => about.own) || places.all.some((place) => place.own),
      doubt: () => shown.some((about) => about.role === "stop" && about.doubtful),
      left_out: () => count.left_out > 0,
      other: () => count.other > 0,
    };
    const entries = data.legend.filter((entry) => !has[entry.mark] || has[entry.mark](entry)).map((entry) =>
      (entry.template ? { ...entry, text: entry.template.replace("{count}", String(count[entry.mark])) } : entry));
    if (reach) entries.push({ mark: "reach", text: reachFeature.properties.text });
    if (layers.isOn("accuracy")) entries.push({ mark: "accuracy", text: words.accuracy });
    const more = canGet && ground.kind === "sketch" ? words.getStreets : "";
    strip.show(entries, ground.credit || data.ground.credit, more);
  }

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
    ground.grid.draw();
    arrange();
    tellView();
  };

  /* The points of the plan, or the middle of the city where there is none. */
  function pointsOfTour() {
    if (!data.frame) return [];
    const points = data.features.filter((f) => f.geometry.type === "Point").map(latLng);
    return points.length ? points : [data.centre];
  }

  function boundsToShow() {
    const plan = stopMarks.map((mark) => mark.at);
    const bounds = L.latLngBounds(plan);
    if (plan.length < 2 && places.all.length) bounds.extend(places.bounds);
    return bounds.isValid() && plan.length + places.all.length > 1 ? bounds : null;
  }

  /* Whether the plan runs out of view, or is much smaller than it could be. */
  function isBadlyFramed() {
    const bounds = boundsToShow();
    if (!bounds) return false;
    const margins = L.point(120, 72 + tp.stripHeight());
    const wanted = Math.min(CLOSEST_FIT, map.getBoundsZoom(bounds, false, margins));
    const size = map.getSize();
    const open = L.bounds([EDGE_PX, EDGE_PX], [size.x - EDGE_PX, size.y - tp.stripHeight() - EDGE_PX]);
    const corners = [bounds.getNorthWest(), bounds.getSouthEast()];
    return wanted - map.getZoom() > 0.5 || !corners.every((at) => open.contains(map.latLngToContainerPoint(at)));
  }

  /* How much of each side tools, open panels and the strip cover, in pixels. */
  function covered() {
    const frame = map.getContainer().getBoundingClientRect();
    const sides = { top: 0, right: 0, left: 0, bottom: tp.stripHeight() };
    const box = map.getContainer();
    for (const part of box.querySelectorAll(".tools, .layers:not([hidden])")) {
      sides.right = Math.max(sides.right, frame.right - part.getBoundingClientRect().left);
    }
    for (const part of box.querySelectorAll(".leaflet-control-zoom")) {
      sides.left = Math.max(sides.left, part.getBoundingClientRect().right - frame.left);
    }
    for (const part of box.querySelectorAll(".player:not([hidden]), .measure-text:not([hidden])")) {
      const { top, bottom } = part.getBoundingClientRect();
      if (top - frame.top < frame.height / 2) sides.top = Math.max(sides.top, bottom - frame.top);
    }
    return sides;
  }

  /* Moves the map, where it must, until `at` lies in its free part with room for a halo and a name. */
  function bringIntoView(at) {
    const size = map.getSize();
    const { top, right, bottom, left } = covered();
    const room = Math.max(0, Math.min(ROOM_PX, (size.x - left - right) / 4, (size.y - top - bottom) / 4));
    const least = L.bounds([left + EDGE_PX, top + EDGE_PX], [size.x - right - EDGE_PX, size.y - bottom - EDGE_PX]);
    if (least.contains(map.latLngToContainerPoint(at))) return;
    map.panInside(at, {
      animate: false, paddingTopLeft: [left + room, top + room], paddingBottomRight: [right + room, bottom + room],
    });
  }

  /* Asks for a place at the middle of the map. */
  tp.askPlace = function () {
    const { lat, lng } = map.getCenter();
    tp.report("placeAsked", lat, lng);
  };

  /* Highlights a site (null: none) and brings it into view. */
  tp.select = function (site, generation) {
    selected = site;
    const mark = markOf(site);
    if (mark) bringIntoView(mark.at);
    highlight();
    writeNames();
    if (generation) afterPaint(() => tp.report("painted", generation));
  };

  /* Colours by role: {paper: "#...", ink: "#...", ...}. */
  tp.setTheme = function (roles, isDark) {
    const root = document.documentElement;
    for (const [role, colour] of Object.entries(roles)) root.style.setProperty(`--${role}`, colour);
    root.classList.toggle("dark", isDark);
    if (ground.isDark !== isDark) ground.setTheme(isDark);
  };

  function afterPaint(then) {
    requestAnimationFrame(() => { setTimeout(then, 0); });
  }

  function latLng(feature) {
    const [lon, lat] = feature.geometry.coordinates;
    return [lat, lon];
  }

  let hiddenPlaces = [];

  /* Draws what changed: a feature that is still there word for word keeps its layers. */
  function draw() {
    const before = drawn;
    drawn = new Map();
    const isCrowded = data.features.filter((f) => f.properties.role === "stop").length > CROWDED_FROM;
    const quiet = [];
    for (const feature of data.features) {
      const { role } = feature.properties;
      if (role === "left_out" || role === "other") {
        quiet.push(tp.placeOf(feature));
        continue;
      }
      if (!layers.shows(feature.properties)) continue;
      const key = `${JSON.stringify(feature)} ${isCrowded}`;
      if (drawn.has(key)) continue;
      drawn.set(key, before.get(key) || drawFeature(feature, isCrowded ? SMALL_STOP_SIZE : STOP_SIZE));
      before.delete(key);
    }
    for (const gone of before.values()) gone.layer.remove();
    const marks = [...drawn.values()];
    stopMarks = marks.filter((mark) => mark.sort === "stop");
    drawCasings(marks.filter((mark) => mark.sort === "leg"));
    drawReach();
    showPlaces(quiet);
  }

  function showPlaces(quiet) {
    const inPlan = new Set(data.features.map((feature) => feature.properties.site).filter(Boolean));
    const others = inPlan.size ? otherPlaces.filter((place) => !inPlan.has(place.site)) : otherPlaces;
    const every = quiet.length ? [...quiet, ...others] : others;
    hiddenPlaces = every.filter((place) => !layers.shows(place));
    places.show(hiddenPlaces.length ? every.filter((place) => layers.shows(place)) : every);
  }

  function drawFeature(feature, size) {
    return feature.properties.role === "leg" ? drawLeg(feature) : drawStop(feature, size);
  }

  function lineOf(feature) {
    return feature.geometry.coordinates.map(([lon, lat]) => [lat, lon]);
  }

  function drawLeg(feature) {
    const about = feature.properties;
    const layer = L.polyline(lineOf(feature), {
      className: "leg", color: about.colour, weight: 3, opacity: 1, lineCap: "butt",
      dashArray: about.straight ? tp.DASHES : null,
    });
    layer.bindTooltip(() => tp.textBlock(about.tip, "tip"), { sticky: true, opacity: 1 }).addTo(map);
    layer.getElement().style.setProperty("--day", about.colour);
    layer.getElement().setAttribute("tabindex", "-1"); // its tooltip would make it a stop of Tab
    return { sort: "leg", feature, layer };
  }

  function drawCasings(legMarks) {
    casings.setLatLngs(legMarks.map((mark) => lineOf(mark.feature)));
  }

  function marker(at, mark, className, tip, pane, draggable = false) {
    const size = Number(mark.getAttribute("width"));
    const icon = L.divIcon({ className, html: mark, iconSize: [size, size] });
    const made = L.marker(at, { icon, pane, keyboard: false, riseOnHover: true, draggable, autoPan: draggable });
    const lines = typeof tip === "function" ? tip : () => tip;
    return made.bindTooltip(() => tp.textBlock(lines(), "tip"), { direction: "top", opacity: 1, offset: [0, -size / 2 + 2] });
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
    const layer = marker(at, mark, isBase ? "base-mark" : "stop-mark", about.tip, "markerPane", isBase && canMove);
    layer.addTo(map);
    if (isBase) letBaseMove(layer, at);
    else {
      layer.getElement().dataset.site = about.site;
      layer.on("click", () => reportClick(about.site));
    }
    const radius = isBase ? 12 : (size / 24) * (13.6 + 2.8 * about.rings);
    const { name, local, accuracy_m: accuracy } = about;
    return { sort: "stop", feature, layer, at, shown: at, radius, fixed: isBase, name, local, accuracy: accuracy || 0 };
  }

  /* A base that was dragged stands pale where it was put until the next plan says where it is. */
  function letBaseMove(layer, at) {
    layer.on("dragend", () => {
      const { lat, lng } = layer.getLatLng().wrap();
      layer.setOpacity(0.55);
      const [key, mark] = [...drawn].find(([, each]) => each.layer === layer);
      drawn.delete(key);
      drawn.set(`moved ${key}`, mark);
      tp.report("baseMoved", at.lat, at.lng, lat, lng);
    });
  }

  function plainMarker(place) {
    const sign = tp.plainMark(place.role, 13, place.own);
    const made = marker([place.lat, place.lon], sign, "plain-mark", () => place.tip, "plain");
    made.on("click", () => reportClick(place.site));
    made.on("add", () => { made.getElement().dataset.site = place.site; });
    return made;
  }

  function arrange() {
    if (!map._loaded) return;
    spreadStops();
    places.arrange();
    drawCircles();
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

  function drawCircles() {
    circles.clearLayers();
    if (!layers.isOn("accuracy")) return;
    const quiet = places.isClustered ? places.singles : places.all;
    for (const mark of [...stopMarks, ...quiet.map(tp.quietMark)]) {
      if (mark.accuracy >= SHOWN_UNCERTAINTY_M) circle(mark).addTo(circles);
    }
  }

  function circle(mark) {
    return L.circle(mark.at, {
      pane: "areas", radius: mark.accuracy, className: "uncertainty", color: null, fillColor: null, weight: 1.5,
      interactive: false,
    });
  }

  function lightUp(label, day) {
    for (const mark of drawn.values()) {
      const isOther = day !== null && mark.sort === "leg" && mark.feature.properties.day !== day;
      if (mark.sort === "leg") mark.layer.getElement().classList.toggle("dimmed", isOther);
    }
    for (const mark of stopMarks) {
      const about = mark.feature.properties;
      const classes = mark.layer.getElement().classList;
      classes.toggle("lit", label !== null && about.label === label);
      classes.toggle("dimmed", day !== null && about.role === "stop" && about.day !== day);
    }
    names.lightUp(day);
  }

  function markOf(site) {
    if (site === null) return null;
    const stop = stopMarks.find((mark) => mark.feature.properties.site === site);
    const place = stop ? null : places.find(site);
    return stop || (place && tp.quietMark(place));
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
    const size = 2 * mark.radius + 10;
    const icon = L.divIcon({ className: "halo", iconSize: [size, size], html: document.createElement("span") });
    halo = L.marker(mark.shown || mark.at, {
      icon, keyboard: false, interactive: false, zIndexOffset: 4000,
    }).addTo(map);
    if (mark.accuracy >= SHOWN_UNCERTAINTY_M) uncertainty = circle(mark).addTo(map);
  }

  function writeNames() {
    if (!map._loaded) return;
    const legLines = [...drawn.values()].filter((mark) => mark.sort === "leg").map((mark) => mark.layer);
    const towns = ground.kind === "sketch" ? data.ground.towns : [];
    if (!layers.isOn("names")) names.clear();
    else names.write(stopMarks, places, { site: selected, mark: markOf(selected) }, towns);
    ground.avoid([...names.boxes, ...names.along(legLines)]);
  }
})(window.tourMap);
