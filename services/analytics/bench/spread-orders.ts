import type { Fact } from '../src/facts/fact.ts';
import { orderFacts, randomNumbers } from './synthetic-orders.ts';

export const DAY_MS = 86_400_000;
export const FIRST_DAY = Date.parse('2025-01-01T00:00:00Z');

/** The facts of an hour in their order, each order with its payment; or those of many days in none. */
export function backlogOf(size: number, spread: number): Fact[] {
  const random = randomNumbers(7);
  const hour = Date.parse('2025-11-11T12:00:00Z');
  const facts = Array.from({ length: size / 2 }, (_, i) => {
    const day = FIRST_DAY + Math.floor(random() * Math.max(1, spread)) * DAY_MS;
    const moved = (at: string): string =>
      spread > 0
        ? new Date(day + (Date.parse(at) % DAY_MS)).toISOString()
        : new Date(hour + Math.floor((Date.parse(at) % 3_600_000) / 1000) * 1000).toISOString();
    const [placed, paid] = orderFacts(i, size / 6, random);
    const placedAt = moved(placed.at);
    const paidAt = new Date(Date.parse(placedAt) + 120_000).toISOString();
    return [
      { ...placed, at: placedAt, order: { ...placed.order, placedAt } },
      { ...paid, at: paidAt, order: { ...paid.order, placedAt } },
    ];
  }).flat();
  return spread > 0 ? shuffled(facts, random) : facts;
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  const mixed = [...all];
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}

/** The same with a share of them twice. */
export function withDoubles(facts: readonly Fact[], twice: number, isShuffled: boolean): Fact[] {
  const random = randomNumbers(11);
  const again = facts.filter(() => random() < twice);
  const all = [...facts, ...again];
  return isShuffled ? shuffled(all, random) : all;
}
