/* What is shown and what is not: days, kinds, layers, the ground and its labels; drawn as a panel of switches. */
"use strict";
window.tourMap = window.tourMap || {};

(function (tp) {
  const LAYERS = ["leftOut", "others", "names", "accuracy", "reach"];

  /* Switches with their state; `changed(what)` is called after each change by hand. */
  tp.Layers = class {
    constructor(changed) {
      this.changed = changed;
      this.reset();
    }

    reset() {
      this.days = new Set();
      this.kinds = new Set();
      this.off = new Set(["accuracy"]);
      this.labels = "both";
      this.ground = "pack";
    }

    isOn(layer) {
      return !this.off.has(layer);
    }

    hasDay(number) {
      return !this.days.has(number);
    }

    hasKind(kind) {
      return !kind || !this.kinds.has(kind);
    }

    /* Whether a feature or place of that role, day and kind is to be drawn. */
    shows({ role, day, kind }) {
      if (day) return this.hasDay(day);
      if (role === "left_out") return this.isOn("leftOut") && this.hasKind(kind);
      if (role === "other") return this.isOn("others") && this.hasKind(kind);
      return true;
    }

    state() {
      return {
        days: [...this.days], kinds: [...this.kinds], off: [...this.off], labels: this.labels, ground: this.ground,
      };
    }

    /* Takes over a remembered state; what does not fit is left as it was. */
    restore(state) {
      const texts = (list) => (Array.isArray(list) ? list.filter((one) => typeof one === "string") : []);
      this.days = new Set((Array.isArray(state.days) ? state.days : []).filter(Number.isInteger));
      this.kinds = new Set(texts(state.kinds));
      if (Array.isArray(state.off)) this.off = new Set(texts(state.off).filter((one) => LAYERS.includes(one)));
      if (["local", "latin", "both"].includes(state.labels)) this.labels = state.labels;
      if (["pack", "sketch", "online"].includes(state.ground)) this.ground = state.ground;
    }
  };

  /* The panel: groups of check boxes and radio buttons, rebuilt whenever there is something else to switch. */
  tp.LayerPanel = class {
    constructor(map, layers, words, refresh) {
      this.map = map;
      this.refresh = refresh;
      this.layers = layers;
      this.words = words;
      this.root = document.createElement("div");
      this.root.className = "panel layers";
      this.root.hidden = true;
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", words.layers);
      this.root.addEventListener("keydown", (event) => {
        if (event.key === "Escape") tp.closePanels();
      });
      map.getContainer().appendChild(this.root);
      L.DomEvent.disableClickPropagation(this.root);
      L.DomEvent.disableScrollPropagation(this.root);
    }

    get isOpen() {
      return !this.root.hidden;
    }

    setOpen(isOpen) {
      this.root.hidden = !isOpen;
      if (!isOpen) return;
      this.refresh();
      this.root.querySelector("input").focus();
    }

    /* `content`: {days: legend entries, kinds: [[id, text]], has: {pack, reach, leftOut, others}, canAskOnline} */
    show(content) {
      const wasOn = this.root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
      const { words } = this;
      this.root.style.setProperty("--strip", `${tp.stripHeight()}px`);
      this.root.replaceChildren(
        ...this.group(words.days, content.days.map((entry) => this.dayRow(entry))),
        ...this.group(words.places, [
          ...(content.has.leftOut ? [this.layerRow("leftOut", words.leftOut)] : []),
          ...(content.has.others ? [this.layerRow("others", words.others)] : []),
          ...(content.has.reach ? [this.layerRow("reach", words.reach)] : []),
          this.layerRow("names", words.names),
          this.layerRow("accuracy", words.accuracy),
        ]),
        ...this.group(words.ground, this.groundRows(content)),
        ...this.group(words.labels, content.has.labels ? this.labelRows() : []),
        ...this.group(words.kinds, content.kinds.map(([kind, text]) => this.kindRow(kind, text))),
      );
      if (wasOn) this.root.querySelector(`[data-key="${CSS.escape(wasOn)}"]`)?.focus();
    }

    group(title, rows) {
      if (!rows.length) return [];
      const set = document.createElement("fieldset");
      const legend = document.createElement("legend");
      legend.textContent = title;
      set.append(legend, ...rows);
      return [set];
    }

    row(type, key, text, isOn, react, mark) {
      const label = document.createElement("label");
      const input = document.createElement("input");
      const words = document.createElement("span");
      words.textContent = text;
      Object.assign(input, { type, checked: isOn });
      input.dataset.key = key;
      if (type === "radio") input.name = key.split(" ")[0];
      input.addEventListener("change", () => {
        react(input.checked);
        this.layers.changed(key.split(" ")[0]);
      });
      label.append(input, ...(mark ? [mark] : []), words);
      return label;
    }

    toggle(set, value, isOn) {
      if (isOn) set.delete(value);
      else set.add(value);
    }

    dayRow(entry) {
      const { days } = this.layers;
      return this.row("checkbox", `day ${entry.day}`, entry.text, !days.has(entry.day),
        (isOn) => this.toggle(days, entry.day, isOn), tp.dayMark(entry, null, 13));
    }

    kindRow(kind, text) {
      const { kinds } = this.layers;
      return this.row("checkbox", `kind ${kind}`, text, !kinds.has(kind), (isOn) => this.toggle(kinds, kind, isOn));
    }

    layerRow(layer, text) {
      const { off } = this.layers;
      return this.row("checkbox", `layer ${layer}`, text, !off.has(layer), (isOn) => this.toggle(off, layer, isOn));
    }

    groundRows({ has, canAskOnline }) {
      const { words, layers } = this;
      const rows = [
        ...(has.pack ? [["pack", words.pack]] : []),
        ["sketch", words.sketch],
        ...(canAskOnline ? [["online", words.online]] : []),
      ];
      if (rows.length < 2) return [];
      const shown = has.pack || layers.ground !== "pack" ? layers.ground : "sketch";
      return rows.map(([kind, text]) =>
        this.row("radio", `ground ${kind}`, text, kind === shown, () => { layers.ground = kind; }));
    }

    labelRows() {
      const { words, layers } = this;
      return [["local", words.local], ["latin", words.latin], ["both", words.both]].map(([kind, text]) =>
        this.row("radio", `labels ${kind}`, text, layers.labels === kind, () => { layers.labels = kind; }));
    }
  };
})(window.tourMap);
