import { createHash } from 'node:crypto';

/** A picture for a seeded product, always the same for the same id: two shapes in the colours of its hash. */
export function productImage(id: string): string {
  const [hue = 0, turn = 0, x = 0, y = 0, size = 0] = createHash('sha256').update(id).digest();
  const colour = (offset: number, light: number): string =>
    `hsl(${(hue * 360) / 255 + offset} 55% ${light}%)`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img" aria-label="${id}">` +
    `<rect width="400" height="400" fill="${colour(0, 90)}"/>` +
    `<circle cx="${120 + (x % 160)}" cy="${120 + (y % 160)}" r="${70 + (size % 60)}" fill="${colour(30, 60)}"/>` +
    `<rect x="110" y="110" width="180" height="180" rx="28" fill="${colour(200, 45)}" opacity=".8" ` +
    `transform="rotate(${turn % 90} 200 200)"/></svg>`
  );
}
