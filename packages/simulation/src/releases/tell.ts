import { play } from '../history.ts';
import { planOf } from '../plan.ts';
import { realPause } from '../world/real-time.ts';

/**
 * What services tell in histories: of all events those that have something which none before them had. That is other fields than
 * any before, a field that is null, or a word of those that a field can be.
 *
 * @returns the events as they go over the wire
 */
export async function tell(from: number, count: number): Promise<readonly string[]> {
  const seen = new Set<string>();
  const kept: string[] = [];
  const hear = (body: string): void => {
    const event = JSON.parse(body) as Readonly<{ type: string; data: unknown }>;
    const fresh = traitsOf(event.data, event.type).filter((trait) => !seen.has(trait));
    for (const trait of fresh) seen.add(trait);
    if (fresh.length > 0) kept.push(body);
  };
  for (let seed = from; seed < from + count; seed += 1) {
    await play(planOf(seed), { hear });
    await realPause(0);
  }
  return kept;
}

/** A word that a contract lists, most likely: no name, no number, no sentence. */
const WORD = /^[a-z]+(-[a-z]+)*$/;

function traitsOf(value: unknown, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => traitsOf(one, `${at}[]`));
  if (typeof value === 'object' && value !== null)
    return [
      `${at} ${Object.keys(value).toSorted().join()}`,
      ...Object.entries(value).flatMap(([name, one]) => traitsOf(one, `${at}.${name}`)),
    ];
  return [
    `${at} ${typeof value === 'string' && WORD.test(value) ? value : value === null ? 'null' : typeof value}`,
  ];
}
