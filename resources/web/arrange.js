/* Finds room on the map: pushes overlapping marks apart, places names where nothing else stands. */
"use strict";
window.tourMap = window.tourMap || {};

(function (tp) {
  const LONGEST = 30;
  const FULL_TURN = 2 * Math.PI;
  const measure = document.createElement("canvas").getContext("2d");
  const widths = new Map();

  /* Moves {x, y} of `marks` (with `radius`, some `fixed`) until none overlaps; keeps the true point
     as {trueX, trueY}. Ends after 60 rounds, whatever is left. */
  tp.spread = function (marks) {
    for (let round = 0; round < 60; round += 1) {
      let isMoved = false;
      for (let i = 0; i < marks.length; i += 1) {
        for (let j = i + 1; j < marks.length; j += 1) {
          isMoved = pushApart(marks[i], marks[j], i * 7 + j) || isMoved;
        }
      }
      if (!isMoved) return;
    }
  };

  function pushApart(one, other, turn) {
    const wanted = one.radius + other.radius + 1;
    let dx = other.x - one.x;
    let dy = other.y - one.y;
    if (Math.abs(dx) >= wanted || Math.abs(dy) >= wanted) return false;
    let gap = Math.hypot(dx, dy);
    if (gap >= wanted || (one.fixed && other.fixed)) return false;
    if (gap < 0.5) {
      dx = Math.cos((turn / 11) * FULL_TURN);
      dy = Math.sin((turn / 11) * FULL_TURN);
      gap = 1;
    }
    const push = (wanted - Math.min(gap, wanted)) / gap + 0.01;
    const share = one.fixed || other.fixed ? 1 : 0.5;
    if (!one.fixed) {
      one.x -= dx * push * share;
      one.y -= dy * push * share;
    }
    if (!other.fixed) {
      other.x += dx * push * share;
      other.y += dy * push * share;
    }
    return true;
  }

  function widthOf(text, font) {
    const key = font + text;
    if (!widths.has(key)) {
      if (widths.size > 5000) widths.clear();
      measure.font = font;
      widths.set(key, Math.ceil(measure.measureText(text).width));
    }
    return widths.get(key);
  }

  function shortened(text) {
    return text.length > LONGEST ? text.slice(0, LONGEST - 1).trimEnd() + "…" : text;
  }

  /* A long name in two lines, broken near its middle. */
  function twoLines(text) {
    const middle = text.length / 2;
    const breaks = [...text.matchAll(/ +/g)].map((gap) => gap.index);
    if (!breaks.length) return null;
    const at = breaks.reduce((best, one) => (Math.abs(one - middle) < Math.abs(best - middle) ? one : best));
    return [text.slice(0, at), text.slice(at).trimStart()].map(shortened);
  }

  /* The ways to write an item, best first: {lines, heads}, the first `heads` lines being its name. */
  function formsOf({ name, local }) {
    const heads = [[shortened(name)]];
    const broken = name.length > LONGEST && twoLines(name);
    if (broken) heads.unshift(broken);
    const plain = heads.map((lines) => ({ lines, heads: lines.length }));
    if (!local) return plain;
    return [...plain.map((form) => ({ ...form, lines: [...form.lines, shortened(local)] })), ...plain];
  }

  function overlaps(box, boxes) {
    return boxes.some((other) =>
      box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
  }

  /* The places where a text of that size may stand beside a mark, best first. */
  function candidates(item, width, height) {
    const away = item.radius + 4;
    const { x, y } = item;
    const beside = [
      [x + away, y - height / 2], [x - away - width, y - height / 2],
      [x - width / 2, y + away - 1], [x - width / 2, y - away - height + 1],
      [x + away * 0.7, y + away * 0.5], [x + away * 0.7, y - away * 0.5 - height],
      [x - away * 0.7 - width, y + away * 0.5], [x - away * 0.7 - width, y - away * 0.5 - height],
    ];
    return beside.map(([left, top]) => ({ left, top, right: left + width, bottom: top + height }));
  }

  function isInside(box, view) {
    return box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom;
  }

  /* Texts to write, as {box, lines, heads, item}; `items` come in order of importance. No text lies on
     the boxes `taken`, nor on `avoided` ones unless its item `isImportant` and has no other room.
     A name is tried in both scripts, then alone, then left out, a long one each time in two lines
     first; what does not lie wholly in `view` is not written. */
  tp.placeNames = function (items, taken, avoided, view, fontFamily) {
    const hard = taken.slice();
    const all = [...taken, ...avoided];
    const placed = [];
    for (const item of items) {
      const forms = formsOf(item);
      let found = firstFit(item, forms, all, view, fontFamily);
      if (!found && item.isImportant) found = firstFit(item, forms, hard, view, fontFamily);
      if (found) {
        hard.push(found.box);
        all.push(found.box);
        placed.push(found);
      }
    }
    return placed;
  };

  function firstFit(item, forms, boxes, view, fontFamily) {
    for (const { lines, heads } of forms) {
      const size = item.fontSize;
      const width = 2 + Math.max(...lines.map((line, n) =>
        widthOf(line, `${n < heads ? item.weight : 400} ${size}px ${fontFamily}`)));
      const height = lines.length * (size + 3);
      const box = candidates(item, width, height)
        .find((one) => isInside(one, view) && !overlaps(one, boxes));
      if (box) return { box, lines, heads, item };
    }
    return null;
  }

  /* Groups of `points` ({x, y}) no wider than about `size` pixels around their first point. */
  tp.clusters = function (points, size) {
    const groups = [];
    for (const point of points) {
      const near = groups.find(([first]) => Math.hypot(first.x - point.x, first.y - point.y) < size);
      if (near) near.push(point);
      else groups.push([point]);
    }
    return groups;
  };
})(window.tourMap);
