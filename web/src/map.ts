// The offline map: borders and areas projected once to paths, then only moved and scaled.
import { geoMercator, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import type { FeatureCollection, Point } from "geojson";
import type { Topology, GeometryCollection } from "topojson-specification";
import { isTyping, keysAreOn } from "./_keys";

interface Told { name: string; place: string; radius_km: number | null; reports: number }
interface Area { id: string; x: number; y: number; r: number; count: number; told: Told }

const canvas = document.querySelector<HTMLCanvasElement>("canvas[data-map]");
const context = canvas?.getContext("2d");
const KM_OF_DEGREE = 111.32;
const LEAST = 4; // pixels: an area stays visible

// Events of one area are drawn once, with their number; the first is the one that most reports tell.
function clusters(all: Area[]): Area[] {
  const found = new Map<string, Area>();
  for (const area of all) {
    const key = `${area.x.toFixed(3)} ${area.y.toFixed(3)} ${area.r.toFixed(3)}`;
    const first = found.get(key);
    if (first) first.count += 1;
    else found.set(key, { ...area });
  }
  return [...found.values()];
}

async function start(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): Promise<void> {
  const [world, found] = await Promise.all([
    fetch("/static/countries-50m.json").then((answer) => answer.json() as Promise<Topology>),
    fetch(canvas.dataset["map"] ?? "").then((answer) => answer.json() as Promise<FeatureCollection<Point, Told>>),
  ]);
  const projection = geoMercator().scale(1000).translate([0, 0]);
  const path = geoPath(projection);
  const borders = new Path2D(path(feature(world, world.objects["countries"] as GeometryCollection)) ?? "");
  const all: Area[] = found.features.flatMap((told) => {
    const at = projection(told.geometry.coordinates as [number, number]);
    if (!at) return [];
    const lat = told.geometry.coordinates[1] ?? 0;
    const degrees = (told.properties.radius_km ?? 0) / (KM_OF_DEGREE * Math.max(0.2, Math.cos((lat * Math.PI) / 180)));
    const r = (degrees * Math.PI * 1000) / 180;
    return [{ id: String(told.id), x: at[0], y: at[1], r, count: 1, told: told.properties }];
  });
  const areas = clusters(all);
  areas.sort((a, b) => b.r - a.r);
  const near = areas.filter((area) => area.r < 60);
  const shown = near.length > 0 ? near : areas;
  let zoom = 3;
  let [cx, cy] = projection([40, 34]) ?? [0, 0];
  if (shown.length > 0) {
    const xs = shown.map((area) => area.x).sort((a, b) => a - b);
    const ys = shown.map((area) => area.y).sort((a, b) => a - b);
    const edge = (all: number[], share: number) => all[Math.floor(share * (all.length - 1))] ?? 0;
    cx = (edge(xs, 0.05) + edge(xs, 0.95)) / 2;
    cy = (edge(ys, 0.05) + edge(ys, 0.95)) / 2;
    const wide = Math.max(30, edge(xs, 0.95) - edge(xs, 0.05), 1.9 * (edge(ys, 0.95) - edge(ys, 0.05)));
    zoom = Math.min(30, Math.max(1.2, (canvas.width * 0.7) / wide));
  }

  function draw(): void {
    const style = getComputedStyle(canvas);
    const colour = (name: string) => style.getPropertyValue(name);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = colour("--page");
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.setTransform(zoom, 0, 0, zoom, canvas.width / 2 - cx * zoom, canvas.height / 2 - cy * zoom);
    context.fillStyle = colour("--card");
    context.fill(borders);
    context.strokeStyle = colour("--soft");
    context.lineWidth = 1 / zoom;
    context.stroke(borders);
    context.setTransform(1, 0, 0, 1, 0, 0);
    const taken: [number, number, number, number][] = [];
    context.strokeStyle = colour("--event");
    context.fillStyle = colour("--event");
    const labels: [Area, number, number, number][] = [];
    for (const area of areas) {
      const x = (area.x - cx) * zoom + canvas.width / 2;
      const y = (area.y - cy) * zoom + canvas.height / 2;
      const r = Math.max(LEAST, area.r * zoom);
      if (x < -r || y < -r || x > canvas.width + r || y > canvas.height + r) continue;
      context.globalAlpha = r > 200 ? 0.04 : 0.16;
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.fill();
      context.globalAlpha = 0.9;
      context.setLineDash(r > 40 ? [6, 5] : []);
      context.stroke();
      labels.push([area, x, y, r]);
    }
    context.setLineDash([]);
    context.globalAlpha = 1;
    context.fillStyle = colour("--ink");
    context.font = "600 17px Plex, sans-serif";
    context.textAlign = "center";
    labels.sort((a, b) => b[0].told.reports - a[0].told.reports);
    const named = new Set<string>();
    for (const [area, x, y] of labels) {
      if (!area.told.place || named.has(area.told.place)) continue;
      const label = area.count > 1 ? `${area.told.place} (${area.count})` : area.told.place;
      const wide = context.measureText(label).width;
      const box: [number, number, number, number] = [x - wide / 2, y - 26, x + wide / 2, y - 6];
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      named.add(area.told.place);
      context.fillText(label, x, y - 10);
    }
  }

  function scale(factor: number): void {
    zoom = Math.min(200, Math.max(0.4, zoom * factor));
    draw();
  }
  canvas.tabIndex = 0;
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    scale(event.deltaY < 0 ? 1.2 : 1 / 1.2);
  }, { passive: false });
  let held: [number, number] | null = null;
  let moved = false;
  canvas.addEventListener("pointerdown", (event) => {
    held = [event.clientX, event.clientY];
    moved = false;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!held) return;
    const ratio = canvas.width / canvas.clientWidth;
    const [dx, dy] = [(event.clientX - held[0]) * ratio, (event.clientY - held[1]) * ratio];
    moved ||= Math.abs(dx) + Math.abs(dy) > 4;
    cx -= dx / zoom;
    cy -= dy / zoom;
    held = [event.clientX, event.clientY];
    draw();
  });
  canvas.addEventListener("pointerup", (event) => {
    held = null;
    if (moved) return;
    const ratio = canvas.width / canvas.clientWidth;
    const box = canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) * ratio - canvas.width / 2) / zoom + cx;
    const y = ((event.clientY - box.top) * ratio - canvas.height / 2) / zoom + cy;
    const hit = areas.filter((a) => Math.hypot(a.x - x, a.y - y) <= Math.max(a.r, LEAST / zoom)).at(-1);
    if (hit) location.href = `${canvas.dataset["to"] ?? ""}/${encodeURIComponent(hit.id)}`;
  });
  canvas.addEventListener("keydown", (event) => {
    if (!keysAreOn() || isTyping(event)) return;
    const step = 60 / zoom;
    if (event.key === "+" || event.key === "=") scale(1.3);
    else if (event.key === "-") scale(1 / 1.3);
    else if (event.key === "ArrowLeft") cx -= step;
    else if (event.key === "ArrowRight") cx += step;
    else if (event.key === "ArrowUp") cy -= step;
    else if (event.key === "ArrowDown") cy += step;
    else return;
    event.preventDefault();
    draw();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  await document.fonts.ready;
  draw();
}

if (canvas && context) void start(canvas, context);
