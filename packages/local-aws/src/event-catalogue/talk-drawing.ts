import { type Html, html } from '@cartless/html';
import type { EventCatalogue, Talk } from './event-catalogue.ts';

type Point = Readonly<{ x: number; y: number }>;

/** Half of the drawing, of the ring on which the services stand, and of the room that one of them takes. */
const HALF = { x: 260, y: 180 } as const;
const RING = { x: 185, y: 135 } as const;
const BOX = { x: 62, y: 24 } as const;
/** How far an arrow keeps from the straight line, so that the one that goes back has room. */
const BEND = 34;

/** Where the page says what one service reads of another. */
export const talkId = ({ from, to }: Talk): string => `${from}-to-${to}`;

/**
 * Who tells whom, as SVG: each service is a link to what it publishes, each number to the events that the arrow stands for. What a
 * service tells itself is left out.
 *
 * @param say the sentence for an arrow, for those who cannot see it
 */
export function talkDrawing(
  { producers, talks }: EventCatalogue,
  { title, say }: Readonly<{ title: string; say: (talk: Talk) => string }>,
): Html {
  const places = new Map(
    producers.map(({ name }, index) => {
      const angle = (2 * Math.PI * index) / producers.length - Math.PI / 2;
      return [name, { x: HALF.x + RING.x * Math.cos(angle), y: HALF.y + RING.y * Math.sin(angle) }] as const;
    }),
  );
  const arrows = talks.flatMap((talk) => {
    const [from, to] = [places.get(talk.from), places.get(talk.to)];
    return from === undefined || to === undefined || talk.from === talk.to
      ? []
      : [arrow({ from, to }, talk, say(talk))];
  });
  return html`<svg class="talks" viewBox="0 0 ${2 * HALF.x} ${2 * HALF.y}" role="group" aria-label="${title}">
    <defs>
      <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
        <path d="M0 0 8 4 0 8z" />
      </marker>
    </defs>
    ${arrows.map(({ line }) => line)} ${arrows.map(({ number }) => number)}
    ${[...places].map(([name, place]) => box(name, place))}
  </svg>`;
}

function arrow({ from, to }: Readonly<{ from: Point; to: Point }>, talk: Talk, said: string) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const bend = {
    x: (from.x + to.x) / 2 + (BEND * (from.y - to.y)) / length,
    y: (from.y + to.y) / 2 + (BEND * (to.x - from.x)) / length,
  };
  const [start, end] = [edgeOf(from, bend), edgeOf(to, bend)];
  const label = { x: along(start.x, bend.x, end.x), y: along(start.y, bend.y, end.y) };
  const [x, y] = [round(label.x), round(label.y)];
  return {
    line: html`<path d="M${at(start)} Q${at(bend)} ${at(end)}" marker-end="url(#tip)" />`,
    number: html`<a href="#${talkId(talk)}" aria-label="${said}">
      <circle cx="${x}" cy="${y}" r="15" />
      <text x="${x}" y="${y}">${talk.types.length}</text>
    </a>`,
  };
}

/** Where the number stands on an arrow: not in the middle, where arrows cross. */
const along = (from: number, by: number, to: number): number => 0.36 * from + 0.48 * by + 0.16 * to;

const box = (name: string, { x, y }: Point): Html =>
  html`<a href="#${name}">
    <rect
      x="${round(x - BOX.x + 6)}"
      y="${round(y - BOX.y + 4)}"
      width="${2 * BOX.x - 12}"
      height="${2 * BOX.y - 8}"
      rx="8"
    />
    <text x="${round(x)}" y="${round(y)}">${name}</text>
  </a>`;

/** Where a line towards a point leaves the room of a service. */
function edgeOf(place: Point, towards: Point): Point {
  const [dx, dy] = [towards.x - place.x, towards.y - place.y];
  const share = 1 / Math.max(Math.abs(dx) / BOX.x, Math.abs(dy) / BOX.y);
  return { x: place.x + dx * share, y: place.y + dy * share };
}

const round = (value: number): number => Math.round(value * 10) / 10;
const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
