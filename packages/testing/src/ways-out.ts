/** Who can move something on without being an engineer. A provider or a carrier may be silent for ever, so neither counts. */
export type Mover = 'shopper' | 'staff' | 'time';

/** A move that one of those can make; `make` makes it by the real rule and says what state that leads to. */
export type WayOut = Readonly<{ from: string; to: string; by: Mover; make: () => string | undefined }>;

/** A table of moves as somebody walks it who waits for nobody outside. */
export type Ways = Readonly<{
  name: string;
  /** Every state there is, from the table itself, so that a new one is not forgotten. */
  states: readonly string[];
  /** Where nothing is left to do. */
  ends: readonly string[];
  moves: readonly WayOut[];
}>;

/** The moves that do not lead where they say. */
export const brokenMoves = ({ moves }: Ways): readonly string[] =>
  moves.flatMap(({ from, to, by, make }) => {
    const reached = make();
    return reached === to ? [] : [`${by} moves ${from} to ${reached ?? 'nothing'}, not to ${to}`];
  });

/** The states from which no end can be reached. */
export function deadEnds({ states, ends, moves }: Ways): readonly string[] {
  const out = new Set(ends);
  for (let before = -1; before < out.size;) {
    before = out.size;
    for (const { from, to } of moves) if (out.has(to)) out.add(from);
  }
  return states.filter((state) => !out.has(state));
}
