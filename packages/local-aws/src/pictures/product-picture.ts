import { DRAWINGS } from './drawings.ts';

type Palette = Readonly<Record<'ground' | 'a' | 'b' | 'c' | 'd' | 'e', string>>;

/** Quiet colours that agree with the shop's own, on a light page and on a dark one. */
const PALETTES = [
  { ground: '#dfebe5', a: '#2f7d6b', b: '#9cc9b8', c: '#f9fcfa', d: '#173a33', e: '#dd7a4e' },
  { ground: '#f1e6d8', a: '#b5543a', b: '#e3b58c', c: '#fffaf2', d: '#47291f', e: '#2f7d6b' },
  { ground: '#dde6ef', a: '#31577f', b: '#93b3d1', c: '#f7fafd', d: '#16283a', e: '#dd7a4e' },
  { ground: '#ebe1ea', a: '#7b4a77', b: '#cfa9c8', c: '#fdf9fc', d: '#33203a', e: '#d0953a' },
  { ground: '#e5ecd8', a: '#5c7a2f', b: '#b6cc8b', c: '#fafcf4', d: '#2a3818', e: '#d2572f' },
  { ground: '#f4e2dd', a: '#c2685a', b: '#eab9ad', c: '#fffaf8', d: '#5a2a24', e: '#4f8a74' },
] as const satisfies readonly Palette[];

/** Goods of a kind stand on one ground: the demo catalogue draws them in this order, so many of a kind. */
const KINDS: readonly (readonly [first: string, palette: number])[] = [
  ['desk-lamp', 0],
  ['carbon-wok', 1],
  ['earbuds', 2],
  ['silk-scarf', 3],
  ['trekking-poles', 4],
  ['red-chamber', 1],
  ['camellia-oil', 5],
  ['longjing', 4],
  ['almond-cookies', 1],
  ['day-backpack', 3],
];

/**
 * The picture of a product of the demo catalogue, and a plain one for any other.
 *
 * @param id the product's id, `prd_desk-lamp`
 * @returns an SVG image
 */
export function productPicture(id: string): string {
  const name = id.replace(/^prd_/, '');
  const palette = PALETTES[paletteOf(name)] ?? PALETTES[0];
  const shapes = (DRAWINGS[name] ?? ANY).split('|').map((shape) => drawn(shape, palette));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="400" height="400">` +
    `<rect width="100" height="100" fill="${palette.ground}"/>` +
    `<ellipse cx="50" cy="88" rx="34" ry="4" fill="${palette.d}" opacity=".12"/>${shapes.join('')}</svg>`
  );
}

/** A box with a tag: what people put on sale themselves has no drawing. */
const ANY =
  'b:r 24 38 52 44 3|a:r 24 38 52 10 2|d:r 46 38 8 44 0|c:p M54 22 L70 14 L78 24 L62 34 Z|d:c 71 20 1.6|d:l 1.4 M50 38 L62 28';

const ORDER = Object.keys(DRAWINGS);

function paletteOf(name: string): number {
  const at = ORDER.indexOf(name);
  return KINDS.findLast(([first]) => ORDER.indexOf(first) <= at)?.[1] ?? 0;
}

function drawn(shape: string, palette: Palette): string {
  const [, colour = 'a', form = '', rest = ''] = /^(\w):(\w) (.*)$/.exec(shape) ?? [];
  const fill = palette[colour as keyof Palette];
  const [x, y, ...more] = rest.split(' ');
  if (form === 'p') return `<path d="${rest}" fill="${fill}"/>`;
  if (form === 'l') {
    const line = rest.slice(rest.indexOf(' ') + 1);
    return `<path d="${line}" fill="none" stroke="${fill}" stroke-width="${x}" stroke-linecap="round" stroke-linejoin="round"/>`;
  }
  if (form === 'c') return `<circle cx="${x}" cy="${y}" r="${more[0]}" fill="${fill}"/>`;
  if (form === 'e') return `<ellipse cx="${x}" cy="${y}" rx="${more[0]}" ry="${more[1]}" fill="${fill}"/>`;
  return `<rect x="${x}" y="${y}" width="${more[0]}" height="${more[1]}" rx="${more[2]}" fill="${fill}"/>`;
}
