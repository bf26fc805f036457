// Charts that answer mouse and keyboard. Each chart is a picture that lacks nothing without this script. In the picture
// every mark carries its own words (lib/scorecard/display/layers.py), so no second drawing and no library are needed: the words
// are read out of the picture, shown beside the mark and said to a screen reader.
"use strict";

const NEAR = 40; // how far, in pixels, the mouse may be from a mark to mean it
const PNG_SCALE = 4; // 400 units become 1,600 pixels, as in the Word copy

const said = element("p", "unseen", { "aria-live": "polite" });
document.querySelector("main").append(said);
document.querySelectorAll("figure.chart").forEach((figure) => {
  const image = figure.querySelector("img[src^='data:image/svg+xml']");
  if (!image) return;
  const svg = drawingOf(image);
  const name = figure.querySelector("figcaption .number").textContent.replace(":", "");
  walkable(image, svg, name);
  figure.append(controls(image, svg, name));
});

// A table takes the focus only where there is something to scroll.
document.querySelectorAll(".wide").forEach((box) => {
  const heard = ["tabindex", "role", "aria-label"].map((key) => [key, box.getAttribute(key)]);
  new ResizeObserver(() => {
    const scrolls = box.scrollWidth > box.clientWidth;
    heard.forEach(([key, value]) => (scrolls ? box.setAttribute(key, value) : box.removeAttribute(key)));
  }).observe(box);
});

function element(tag, className, attributes = {}, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

// The picture's source as a drawing, which says its alternative text also where it is saved.
function drawingOf(image) {
  const [head, body] = image.src.split(/,(.*)/s);
  const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
  const source = head.includes("base64") ? new TextDecoder().decode(bytes) : decodeURIComponent(body);
  const svg = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  const title = document.createElementNS(svg.namespaceURI, "title");
  title.textContent = image.alt;
  svg.prepend(title);
  return svg;
}

// The marks of a drawing by their words, in the order of its data; marks that say the same are one point.
function pointsOf(svg) {
  const points = new Map();
  for (const mark of svg.querySelectorAll("[role='graphics-symbol'][aria-label]:not([aria-roledescription='title'])")) {
    const words = mark.getAttribute("aria-label");
    points.set(words, [...(points.get(words) || []), mark]);
  }
  return points;
}

// Each point's words and the box round its marks, and the boxes of the words in the picture, in shares of its width and
// height.
function placesOf(svg, points) {
  const bench = element("div", "bench", { "aria-hidden": "true" });
  document.body.append(bench);
  bench.append(svg);
  const whole = svg.getBoundingClientRect();
  const boxOf = (marks) => {
    const boxes = marks.map((mark) => mark.getBoundingClientRect());
    return {
      left: (Math.min(...boxes.map((box) => box.left)) - whole.left) / whole.width,
      right: (Math.max(...boxes.map((box) => box.right)) - whole.left) / whole.width,
      top: (Math.min(...boxes.map((box) => box.top)) - whole.top) / whole.height,
      bottom: (Math.max(...boxes.map((box) => box.bottom)) - whole.top) / whole.height,
    };
  };
  const places = [...points].map(([words, marks]) => ({ words, ...boxOf(marks) }));
  const labels = [...svg.querySelectorAll("text")].map((text) => ({ words: text.textContent, ...boxOf([text]) }));
  bench.remove();
  return { places, labels };
}

// Lays over the picture what takes the focus, the ring round the point and its words. The picture itself stays as it is,
// for whoever reads on without the keys.
function walkable(image, svg, name) {
  const points = pointsOf(svg);
  if (!points.size) return;
  const stage = element("div", "stage");
  const walk = element("div", "walk", {
    tabindex: "0",
    role: "application",
    "aria-roledescription": "chart",
    "aria-label": `${name}, figures one by one with the arrow keys: ${points.size}`,
  });
  const ring = element("div", "ring", { "aria-hidden": "true" });
  const tip = element("p", "tip", { "aria-hidden": "true" });
  image.replaceWith(stage);
  stage.append(image, walk, ring, tip);

  let measured = null;
  let now = -1;
  const known = () => (measured = measured || placesOf(svg, points));

  function show(index) {
    now = index;
    const { width, height } = image.getBoundingClientRect();
    const { words, ...box } = known().places[index];
    const around = scaled(box, width, height);
    Object.assign(ring.style, {
      left: `${around.left}px`,
      top: `${around.top}px`,
      width: `${around.right - around.left}px`,
      height: `${around.bottom - around.top}px`,
    });
    stage.classList.add("pointing", "telling");
    tip.textContent = words;
    // a point's own label may be hidden, since the words say it
    const labels = known().labels.filter((label) => !words.includes(label.words));
    const spot = spotFor(tip, around, labels.map((label) => scaled(label, width, height)), width);
    Object.assign(tip.style, { left: `${spot.left}px`, top: `${spot.top}px` });
  }

  function hide() {
    if (now >= 0) said.textContent = "";
    now = -1;
    stage.classList.remove("pointing", "telling");
  }

  walk.addEventListener("blur", hide);
  walk.addEventListener("keydown", (event) => {
    const last = points.size - 1;
    const next = {
      ArrowRight: Math.min(now + 1, last),
      ArrowDown: Math.min(now + 1, last),
      ArrowLeft: now < 0 ? last : Math.max(now - 1, 0),
      ArrowUp: now < 0 ? last : Math.max(now - 1, 0),
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(next);
    said.textContent = known().places[next].words;
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());

  function nearest(event) {
    if (event.target === tip) return; // it can be read, or copied, under the mouse
    const { left, top, width, height } = image.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const away = known().places.map((place) =>
      Math.hypot(
        Math.max(place.left * width - x, 0, x - place.right * width),
        Math.max(place.top * height - y, 0, y - place.bottom * height),
      ),
    );
    const least = Math.min(...away);
    if (least > NEAR) hide();
    else if (away.indexOf(least) !== now) show(away.indexOf(least));
  }
  stage.addEventListener("pointermove", nearest);
  stage.addEventListener("pointerdown", nearest);
  stage.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hide());
  document.addEventListener("pointerdown", (event) => stage.contains(event.target) || hide());
}

function scaled({ left, right, top, bottom }, width, height) {
  return { left: left * width, right: right * width, top: top * height, bottom: bottom * height };
}

// Where words about a mark hide least of the picture's own: above it, below or beside, never beyond the picture's sides.
function spotFor(tip, mark, labels, width) {
  const [wide, high, gap] = [tip.offsetWidth, tip.offsetHeight, 12];
  const [middle, centre] = [(mark.left + mark.right - wide) / 2, (mark.top + mark.bottom - high) / 2];
  const [above, below] = [mark.top - high - gap, mark.bottom + gap];
  const spots = [
    ...[above, below].map((top) => [middle, top]),
    [mark.right + gap, centre],
    [mark.left - wide - gap, centre],
    ...[above, below].flatMap((top) => [[mark.right - wide, top], [mark.left, top]]),
  ]
    .filter(([, top]) => top >= 0)
    .map(([left, top]) => ({ left: Math.max(0, Math.min(width - wide, left)), top }));
  const hidden = ({ left, top }) =>
    [mark, ...labels].filter(
      (box) => box.left < left + wide && box.right > left && box.top < top + high && box.bottom > top,
    ).length;
  return spots.reduce((best, spot) => (hidden(spot) < hidden(best) ? spot : best));
}

// The buttons under a chart.
function controls(image, svg, name) {
  const row = element("div", "controls");
  function button(text, act) {
    const made = element("button", "", { type: "button" }, text);
    made.append(element("span", "unseen", {}, ` of ${name}`));
    made.addEventListener("click", act);
    row.append(made);
  }
  button("Save as PNG", () => savePng(image, svg));
  button("Save as SVG", () => save(image, new Blob([textOf(svg)], { type: "image/svg+xml" }), "svg"));
  row.append(element("span", "hint", { "aria-hidden": "true" }, "Arrow keys show each figure"));
  return row;
}

function textOf(svg) {
  return new XMLSerializer().serializeToString(svg);
}

function savePng(image, svg) {
  const drawn = new Image();
  drawn.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = drawn.naturalWidth * PNG_SCALE;
    canvas.height = drawn.naturalHeight * PNG_SCALE;
    canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(image, blob, "png"));
  };
  drawn.src = `data:image/svg+xml,${encodeURIComponent(textOf(svg))}`;
}

// Gives the reader the file, named for the report, its month and the chart.
function save(image, blob, suffix) {
  const chart = image.closest("figure").id.replace("fig-", "");
  const report = document.title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const link = element("a", "", { download: `${report}-${chart}.${suffix}`, href: URL.createObjectURL(blob) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
