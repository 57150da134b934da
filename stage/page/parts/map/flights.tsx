import { useEffect, useRef } from "preact/hooks";
import { createFlights, type Flight, type Stop } from "../../model/map/flights.ts";
import { type Curve, curve, type MapLayout, type Point, pointOn } from "../../model/map/layout.ts";
import type { Session } from "../../model/session/session.ts";
import { palette } from "../palette.ts";
import { stillness } from "../viewport.ts";

interface Moving {
  readonly flight: Flight;
  readonly legs: readonly Curve[];
  readonly startsAt: number;
  readonly lastsMs: number;
}

/** More than this cannot be told apart: the rest is not drawn, and the page says so. */
const mostMoving = 90;
const legMs = 620;

/** Messages on their way, on a canvas above the map: hundreds move at once, and nothing else is drawn anew for them. */
export function Flights({ layout, session }: { session: Session; layout: MapLayout }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current ? animate(canvas.current, session, layout) : undefined), [session, layout]);
  return <canvas ref={canvas} class="flights" aria-hidden="true" />;
}

function animate(canvas: HTMLCanvasElement, { player }: Session, layout: MapLayout): () => void {
  const context = canvas.getContext("2d");
  let moving: Moving[] = [];
  let shown = player.position.peek();
  let log = player.log.peek();
  let flightOf = createFlights(log);
  let frame = 0;
  let isClean = true;

  /** What happened since the last frame takes off; after a jump, nothing does. */
  function takeOff(now: number): void {
    const position = player.position.peek();
    const isJump =
      player.log.peek() !== log || position < shown || !(player.playing.peek() || position - shown < 60);
    if (player.log.peek() !== log) {
      log = player.log.peek();
      flightOf = createFlights(log);
    }
    const from = isJump ? position : shown;
    for (let at = from; at < position; at += 1) {
      const flight = flightOf(at);
      if (!flight || moving.length >= mostMoving || stillness.peek()) continue;
      const legs = legsOf(flight.route, layout);
      if (legs.length > 0) moving.push({ flight, legs, startsAt: now, lastsMs: legs.length * legMs });
    }
    shown = position;
  }

  function draw(now: number): void {
    frame = requestAnimationFrame(draw);
    takeOff(now);
    moving = moving.filter(({ lastsMs, startsAt }) => now - startsAt < lastsMs);
    if (!context || (moving.length === 0 && isClean)) return;
    const scale = fitToScreen(canvas, layout);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    for (const one of moving) drawMoving(context, one, now);
    isClean = moving.length === 0;
  }

  frame = requestAnimationFrame(draw);
  return () => cancelAnimationFrame(frame);
}

/** As many dots as the screen has there. Returns dots per unit of the map. */
function fitToScreen(canvas: HTMLCanvasElement, layout: MapLayout): number {
  const ratio = Math.min(devicePixelRatio || 1, 2);
  const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  return width / layout.width;
}

function drawMoving(context: CanvasRenderingContext2D, one: Moving, now: number): void {
  const along = (now - one.startsAt) / legMs;
  const leg = one.legs[Math.min(Math.floor(along), one.legs.length - 1)];
  if (!leg) return;
  const color = palette(one.flight.color);
  const t = ease(along - Math.floor(along));
  context.fillStyle = color;
  context.strokeStyle = color;
  for (let tail = 5; tail >= 1; tail -= 1) {
    const { x, y } = pointOn(leg, Math.max(0, t - tail * 0.028));
    context.globalAlpha = 0.28 - tail * 0.045;
    context.beginPath();
    context.arc(x, y, 5.2 - tail * 0.6, 0, 7);
    context.fill();
  }
  context.globalAlpha = 1;
  drawForm(context, one.flight.form, pointOn(leg, t));
}

/** Each kind has a form of its own, so that color is not needed to tell them apart. */
function drawForm(context: CanvasRenderingContext2D, form: Flight["form"], { x, y }: Point): void {
  const r = 6;
  context.lineWidth = 2;
  context.beginPath();
  drawOutline(context, form, x, y, r);
  if (filled.has(form)) context.fill();
  else context.stroke();
}

const filled: ReadonlySet<Flight["form"]> = new Set(["event", "person", "duplicate", "call"]);

function drawOutline(
  context: CanvasRenderingContext2D,
  form: Flight["form"],
  x: number,
  y: number,
  r: number,
): void {
  switch (form) {
    case "event":
    case "person":
      context.arc(x, y, r, 0, 7);
      break;
    case "duplicate":
      context.arc(x, y, r + 1.5, 0, 7);
      context.stroke();
      context.beginPath();
      context.arc(x, y, 2.5, 0, 7);
      break;
    case "confirm":
      context.moveTo(x - r, y);
      context.lineTo(x - 2, y + r - 2);
      context.lineTo(x + r, y - r + 1);
      break;
    case "retry":
      context.arc(x, y, r, -2.5, 2.6);
      context.moveTo(x - r - 1, y - r - 2);
      context.lineTo(x - r + 1, y - r + 3);
      context.lineTo(x - r + 6, y - r + 2);
      break;
    case "parked":
      context.moveTo(x - 4, y + r + 2);
      context.lineTo(x - 4, y - r - 1);
      context.lineTo(x + r, y - r - 1);
      context.lineTo(x + 3, y - 3);
      context.lineTo(x + r, y + 1);
      context.lineTo(x - 4, y + 1);
      break;
    case "cancellation":
      context.lineWidth = 3.2;
      context.moveTo(x - r, y - r);
      context.lineTo(x + r, y + r);
      context.moveTo(x + r, y - r);
      context.lineTo(x - r, y + r);
      break;
    case "call":
      context.rect(x - r, y - r, 2 * r, 2 * r);
      break;
    case "mail":
      context.rect(x - r - 2, y - r + 1, 2 * r + 4, 2 * r - 2);
      context.moveTo(x - r - 2, y - r + 1);
      context.lineTo(x, y + 1);
      context.lineTo(x + r + 2, y - r + 1);
  }
}

const ease = (t: number): number => (t < 0.5 ? 2 * t * t : 1 - (-2 * t + 2) ** 2 / 2);

function legsOf(route: readonly Stop[], layout: MapLayout): readonly Curve[] {
  const points = route.map((stop) => placeOf(stop, layout));
  return points.slice(1).flatMap((to, i) => {
    const from = points[i];
    if (!from || !to) return [];
    const bend =
      route[i] === "cancellations" ? -0.1 : isOutside(route[i]) || isOutside(route[i + 1]) ? 0 : 0.1;
    return [curve(from, to, bend)];
  });
}

const isOutside = (stop: Stop | undefined): boolean =>
  stop !== undefined && ["customer", "gateway", "provider", "mailbox"].includes(stop);

function placeOf(stop: Stop, layout: MapLayout): Point | undefined {
  if (stop === "events" || stop === "cancellations") return layout.exchanges[stop];
  if (stop === "customer" || stop === "gateway" || stop === "provider" || stop === "mailbox")
    return layout[stop];
  const [what, name = ""] = stop.split(":");
  const service = layout.services.get(name);
  if (!service) return undefined;
  const bottom = service.y + layout.card.height / 2 - 26;
  const left = service.x - layout.card.width / 2 + 16;
  const step = (layout.card.width - 30) / 4;
  if (what === "inbox") return service.inbox;
  if (what === "retry") return { x: left + 2 * step + 16, y: bottom };
  if (what === "parked") return { x: left + 3 * step + 8, y: bottom };
  return service;
}
