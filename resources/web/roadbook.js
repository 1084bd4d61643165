/* Draws the tour that stands in the document, in the colours the reader's system prefers. */
"use strict";
(function (tp) {
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
  const dress = () => document.documentElement.classList.toggle("dark", prefersDark.matches);
  prefersDark.addEventListener("change", dress);
  dress();
  tp.report = (name, site) => {
    if (name !== "siteClicked") return;
    for (const row of document.querySelectorAll("tr[data-site]")) {
      row.classList.toggle("chosen", row.dataset.site === site);
    }
  };
  tp.show(JSON.parse(document.getElementById("tour").textContent), 1);
  document.documentElement.classList.add("drawn");
  window.addEventListener("beforeprint", () => tp.fit());
})(window.tourMap);
