import type { Given } from '../settings/catalogue.ts';
import { namesIn } from '../settings/forms.ts';

/** Where a deployment of a stage of several regions goes, and what it is there (ADR 74). */
export type Place = Readonly<{
  /** The region that is deployed to. */
  region: string;
  /** Where the stage began: the stacks of this region make the tables and the key of the data. */
  origin: string;
  /** The one region that works. The others stand by. */
  home: string;
  replicas: readonly string[];
}>;

/**
 * Where a deployment goes; undefined for a stage of one region.
 *
 * @param given `region`, `replicas` and `home` of the stage
 * @param region that of the command line, where it says one
 * @throws Error when the stage has no such region, or its settings do not fit one another
 */
export function placeOf(given: Given, region?: string): Place | undefined {
  const { region: origin = '', home = origin } = given;
  const replicas = namesIn(given['replicas'] ?? '');
  if (replicas.length === 0) {
    if (home !== origin)
      throw new Error(`home is ${home}, and the stage has no replica there; name it under "replicas" first`);
    return undefined;
  }
  if (replicas.includes(origin))
    throw new Error(`replicas names ${origin}, which is the region of the stage; name the others only`);
  const regions = [origin, ...replicas];
  for (const [name, value] of [
    ['home', home],
    ['--region', region ?? origin],
  ] as const)
    if (!regions.includes(value))
      throw new Error(`${name} is ${value}, and the stage has ${regions.join(', ')}`);
  return { region: region ?? origin, origin, home, replicas };
}

/** Whether the stacks of the place make no tables, and find those that are there. */
export const isReplica = ({ region, origin }: Place): boolean => region !== origin;

/** Whether nothing may begin by itself there, and nothing may be written. */
export const standsBy = ({ region, home }: Place): boolean => region !== home;

/** All regions of a stage, that of its tables first. */
export const regionsOf = ({ origin, replicas }: Place): readonly string[] => [origin, ...replicas];

/** A region in few letters, for names that are the account's and not the region's: `eu-west-1` is `euw1`. */
export function regionCode(region: string): string {
  const [area = '', ...rest] = region.split('-');
  const number = rest.pop() ?? '';
  const letters = rest.map((word) => word.replace(/^(north|south)(east|west)$/, '$1 $2'));
  return `${area}${letters.flatMap((word) => word.split(' ').map(([letter]) => letter)).join('')}${number}`;
}
