/* Plays a day: a marker goes along the legs while the clock runs, and the stop where one is lights up. */
"use strict";
window.tourMap = window.tourMap || {};

(function (tp) {
  const WHOLE_DAY_MS = 20000;
  const STEP_MS = 1200;

  function clockText(minutes) {
    const whole = Math.round(minutes);
    return `${String(Math.floor(whole / 60) % 24).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
  }

  /* The point a share (0 to 1) along a line of [lat, lon]. */
  function along(line, share) {
    const lengths = line.slice(1).map(([lat, lon], n) =>
      Math.hypot(lat - line[n][0], (lon - line[n][1]) * Math.cos((lat * Math.PI) / 180)));
    let rest = lengths.reduce((sum, one) => sum + one, 0) * share;
    for (let n = 0; n < lengths.length; n += 1) {
      if (rest <= lengths[n] && lengths[n] > 0) {
        const part = rest / lengths[n];
        return line[n].map((value, axis) => value + (line[n + 1][axis] - value) * part);
      }
      rest -= lengths[n];
    }
    return line[line.length - 1];
  }

  tp.Player = class {
    constructor(map, words, lit) {
      this.map = map;
      this.words = words;
      this.lit = lit;
      this.legs = [];
      this.stops = [];
      this.days = [];
      this.frame = 0;
      this.isReduced = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.marker = L.marker([0, 0], {
        icon: L.divIcon({ className: "traveller", iconSize: [18, 18], html: document.createElement("span") }),
        keyboard: false, interactive: false, zIndexOffset: 6000,
      });
      this.build();
    }

    build() {
      const bar = document.createElement("div");
      bar.className = "panel player";
      bar.hidden = true;
      bar.setAttribute("role", "group");
      bar.setAttribute("aria-label", this.words.play);
      this.day = document.createElement("select");
      this.day.setAttribute("aria-label", this.words.day);
      this.day.addEventListener("change", () => this.choose(Number(this.day.value)));
      this.run = document.createElement("button");
      this.run.type = "button";
      this.run.addEventListener("click", () => this.setRunning(!this.isRunning));
      this.slider = document.createElement("input");
      Object.assign(this.slider, { type: "range", step: 1 });
      this.slider.setAttribute("aria-label", this.words.time);
      this.slider.addEventListener("input", () => {
        this.setRunning(false);
        this.goTo(Number(this.slider.value));
      });
      this.clock = document.createElement("output");
      bar.append(this.day, this.run, this.slider, this.clock);
      bar.addEventListener("keydown", (event) => { if (event.key === "Escape") tp.closePanels(); });
      this.root = bar;
      this.map.getContainer().appendChild(bar);
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.disableScrollPropagation(bar);
    }

    get isOpen() {
      return !this.root.hidden;
    }

    get isRunning() {
      return this.frame !== 0;
    }

    /* The plan to play: features of legs and stops, and the days' legend entries. */
    show(features, days) {
      this.legs = features.filter((feature) => feature.properties.role === "leg");
      this.stops = features.filter((feature) => feature.properties.role === "stop");
      this.days = days.filter((day) => this.stops.some((stop) => stop.properties.day === day.day));
      this.day.replaceChildren(...this.days.map((day) => {
        const option = document.createElement("option");
        option.value = String(day.day);
        option.textContent = day.text;
        return option;
      }));
      if (this.isOpen && this.days.length) this.choose(this.number);
      else this.setOpen(false);
    }

    setOpen(isOpen) {
      const opens = isOpen && this.days.length > 0;
      this.root.hidden = !opens;
      if (opens) {
        this.marker.addTo(this.map);
        this.choose(this.number);
        this.run.focus();
      } else {
        this.setRunning(false);
        this.marker.remove();
        this.lit(null, null);
      }
    }

    choose(number) {
      const known = this.days.find((day) => day.day === number) || this.days[0];
      this.number = known.day;
      this.day.value = String(known.day);
      const isToday = (feature) => feature.properties.day === known.day;
      this.todaysLegs = this.legs.filter(isToday);
      this.todaysStops = this.stops.filter(isToday);
      const times = [
        ...this.todaysLegs.flatMap(({ properties }) => [properties.depart_min, properties.arrive_min]),
        ...this.todaysStops.flatMap(({ properties }) => [properties.start_min, properties.end_min]),
      ];
      this.first = Math.min(...times);
      this.last = Math.max(...times);
      Object.assign(this.slider, { min: this.first, max: this.last });
      this.marker.getElement()?.style.setProperty("--day", known.colour);
      this.goTo(this.first);
      this.setRunning(false);
    }

    setRunning(isRunning) {
      if (this.frame) (this.isReduced ? clearTimeout : cancelAnimationFrame)(this.frame);
      this.frame = 0;
      this.run.textContent = isRunning ? this.words.pause : this.words.start;
      if (!isRunning) return;
      if (this.time >= this.last) this.goTo(this.first);
      if (this.isReduced) this.step();
      else this.glide();
    }

    /* Without motion: from stop to stop, each shown for a moment. */
    step() {
      this.frame = setTimeout(() => {
        const next = this.todaysStops.map((stop) => stop.properties.start_min).find((start) => start > this.time);
        this.goTo(next === undefined ? this.last : next);
        if (next === undefined) this.setRunning(false);
        else this.step();
      }, STEP_MS);
    }

    glide() {
      const begun = performance.now();
      const from = this.time;
      const rate = (this.last - this.first) / WHOLE_DAY_MS;
      const beat = (now) => {
        this.goTo(Math.min(this.last, from + Math.max(0, now - begun) * rate));
        if (this.time >= this.last) this.setRunning(false);
        else this.frame = requestAnimationFrame(beat);
      };
      this.frame = requestAnimationFrame(beat);
    }

    goTo(minutes) {
      this.time = minutes;
      this.slider.value = String(Math.round(minutes));
      this.clock.textContent = clockText(minutes);
      this.slider.setAttribute("aria-valuetext", clockText(minutes));
      const at = this.place(minutes);
      if (at) this.marker.setLatLng(at);
      const stop = this.todaysStops.find(({ properties: p }) => p.start_min <= minutes && minutes < p.end_min);
      this.lit(stop ? stop.properties.label : null, this.number);
    }

    place(minutes) {
      const line = (leg) => leg.geometry.coordinates.map(([lon, lat]) => [lat, lon]);
      let last = null;
      for (const leg of this.todaysLegs) {
        const { depart_min: depart, arrive_min: arrive } = leg.properties;
        if (minutes < depart) return last || line(leg)[0];
        if (minutes <= arrive) return along(line(leg), arrive > depart ? (minutes - depart) / (arrive - depart) : 1);
        last = line(leg)[leg.geometry.coordinates.length - 1];
      }
      if (last) return last;
      const [stop] = this.todaysStops;
      return stop ? [stop.geometry.coordinates[1], stop.geometry.coordinates[0]] : null;
    }
  };
})(window.tourMap);
