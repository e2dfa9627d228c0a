import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** How the main pages looked when somebody last looked at them and found them good. */
const BASELINE = join(dirname(import.meta.dirname), 'looks');
/** Where pictures go that are for somebody to look at. */
const SEEN = join(dirname(dirname(import.meta.dirname)), '.cartless/pictures/looks');

/** Keeps a picture as the one that is compared with from now on. */
export async function keep(name: string, picture: Buffer): Promise<void> {
  await mkdir(BASELINE, { recursive: true });
  // Packed as tightly as can be: it stays in the history of the repository.
  const packed = PNG.sync.write(PNG.sync.read(picture), { colorType: 2, deflateLevel: 9, filterType: -1 });
  await writeFile(join(BASELINE, `${name}.png`), packed);
}

/**
 * How different a colour may be, of 1 from black to white: one step of 255, by which another processor may round otherwise. Letters and edges are drawn
 * by the browser's own code, so they count as all else does: round corners consist of nothing but smoothed edges.
 */
const COMPARED = { threshold: 0.006, includeAA: true, windowSize: 32 } as const;
/** In no square of `windowSize` pixels' side may more than so many differ. */
const MAY_DIFFER = 4;

/**
 * Compares a picture with the one that was kept. When they differ, both and what differs are put where somebody can look at them.
 *
 * @returns what is wrong, and what to do
 */
export async function differenceFrom(name: string, picture: Buffer): Promise<string | undefined> {
  const file = join(BASELINE, `${name}.png`);
  const again =
    '`npx -y pnpm@12 pictures --baseline` takes what is there as the new baseline, once you have looked at it.';
  const now = PNG.sync.read(picture);
  const paths = ['actual', 'expected', 'difference'].map((what) => join(SEEN, `${name}.${what}.png`));
  await Promise.all(paths.map((path) => rm(path, { force: true })));
  const show = async (...pictures: Buffer[]): Promise<void> => {
    await mkdir(SEEN, { recursive: true });
    await Promise.all(pictures.map((one, n) => writeFile(paths[n] ?? '', one)));
  };
  if (!existsSync(file)) {
    await show(picture);
    return `${name} was never kept; it is ${paths[0]}. ${again}`;
  }
  const kept = await readFile(file);
  const before = PNG.sync.read(kept);
  if (before.width !== now.width || before.height !== now.height) {
    await show(picture, kept);
    return `${name} is ${now.width} × ${now.height} now and was ${before.width} × ${before.height}. ${again}`;
  }
  const { width, height } = now;
  const difference = new PNG({ width, height });
  const worst = pixelmatch(before.data, now.data, difference.data, width, height, COMPARED);
  if (worst <= MAY_DIFFER) return undefined;
  await show(picture, kept, PNG.sync.write(difference));
  return (
    `${name} looks otherwise: ${worst} pixels in one square of ${COMPARED.windowSize} × ${COMPARED.windowSize}, where ${MAY_DIFFER} may. ` +
    `See ${join(SEEN, name)}.{actual,expected,difference}.png. ${again}`
  );
}
