const BAR = 30;
/** How often a line is written where a bar cannot move. */
const STEPS = 20;
/** How often a bar is drawn anew, in milliseconds. */
const DRAWN_MS = 100;

type Out = Readonly<{ isTTY?: boolean; write(text: string): unknown }>;

/**
 * Shows how far something is: a bar that moves where there is a terminal, a line at every twentieth of the way where the output
 * goes into a file or a log.
 *
 * @returns what is told `done` of `all`, a note whose change is worth a line, and what else is known, whose change is not
 */
export function progressBar(
  out: Out,
  now: () => number = Date.now,
): (done: number, all: number, note: string, more?: string) => void {
  let shown = '';
  let drawnAt = -Infinity;
  return (done, all, note, more = '') => {
    const share = all === 0 ? 1 : Math.min(1, done / all);
    const says = `${done}/${all} ${note}${more}`;
    const step = out.isTTY === true ? says : `${Math.floor(share * STEPS)} ${note}`;
    if (step === shown) return;
    // The last is always drawn, or it would seem that something is missing.
    if (out.isTTY === true && share < 1 && now() - drawnAt < DRAWN_MS) return;
    shown = step;
    drawnAt = now();
    const filled = Math.round(share * BAR);
    const percent = `${Math.floor(share * 100)} %`.padStart(5);
    out.write(
      out.isTTY === true
        ? `\r${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${percent} · ${says}\u001b[K`
        : `${percent} · ${says}\n`,
    );
  };
}
