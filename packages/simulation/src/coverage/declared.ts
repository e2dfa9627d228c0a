import { routes } from 'simulation:shop';
import { declaredMoves } from './moves.ts';

/** What a shop declares that can happen in it. */
export type Declared = Readonly<{
  /** Every move of every table of moves: `order placed paid`. */
  moves: readonly string[];
  /** Every error of every route: `placeOrder OUT_OF_STOCK`. */
  errors: readonly string[];
}>;

export const declared = (): Declared => ({
  moves: [...new Set(declaredMoves())].toSorted(),
  errors: [
    ...new Set(routes.flatMap(({ id, errors = [] }) => errors.map(({ code }) => `${id} ${code}`))),
  ].toSorted(),
});
