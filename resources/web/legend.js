/* The strip under the map: legend of what is shown, credit of the ground, scale. */
"use strict";
window.tourMap = window.tourMap || {};

(function (tp) {
  const MARKS = {
    day: (entry) => tp.dayMark(entry, null, 13),
    estimate: () => tp.legMark(true),
    routed: () => tp.legMark(false),
    base: () => tp.baseMark(14),
    doubt: () => tp.doubtMark(13),
    own: () => tp.ownMark(13),
    left_out: () => tp.plainMark("left_out", 12),
    other: () => tp.plainMark("other", 12),
    reach: () => tp.areaMark("reach"),
    accuracy: () => tp.areaMark("uncertainty"),
  };

  tp.Strip = class {
    constructor(map) {
      this.root = document.createElement("div");
      this.root.className = "strip";
      this.legend = document.createElement("ul");
      this.legend.className = "legend";
      this.legend.tabIndex = -1;
      this.foot = document.createElement("div");
      const { foot } = this;
      foot.className = "strip-foot";
      this.credit = document.createElement("span");
      this.credit.className = "credit";
      this.more = document.createElement("button");
      this.more.type = "button";
      this.more.className = "strip-link";
      this.more.tabIndex = -1;
      this.more.addEventListener("click", () => tp.report("streetsAsked"));
      foot.append(this.credit, L.control.scale({ imperial: false }).addTo(map).getContainer());
      this.root.append(this.legend, foot);
      map.getContainer().appendChild(this.root);
      L.DomEvent.disableClickPropagation(this.root);
      L.DomEvent.disableScrollPropagation(this.root);
    }

    /* `more` is what the ground lacks, to be pressed; "" when it lacks nothing. */
    show(entries, credit, more) {
      this.legend.replaceChildren(...entries.map((entry) => {
        const row = document.createElement("li");
        const text = document.createElement("span");
        text.textContent = entry.text;
        row.append(MARKS[entry.mark](entry), text);
        return row;
      }));
      if (more) {
        const row = document.createElement("li");
        row.append(this.more);
        this.legend.append(row);
      }
      this.legend.hidden = this.legend.children.length === 0;
      this.credit.textContent = credit;
      this.more.textContent = more;
    }
  };
})(window.tourMap);
