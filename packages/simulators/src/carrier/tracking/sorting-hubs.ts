import type { TrackingLocation } from '../easypost-types.ts';

const hub = (city: string, state: string, country: string, zip: string): TrackingLocation => ({
  object: 'TrackingLocation',
  city,
  state,
  country,
  zip,
});

const HUBS: Readonly<Record<string, readonly TrackingLocation[]>> = {
  CN: [
    hub('Wuhan', 'Hubei', 'CN', '430000'),
    hub('Hangzhou', 'Zhejiang', 'CN', '310000'),
    hub('Zhengzhou', 'Henan', 'CN', '450000'),
    hub('Guangzhou', 'Guangdong', 'CN', '510000'),
  ],
  US: [
    hub('Memphis', 'TN', 'US', '38118'),
    hub('Louisville', 'KY', 'US', '40213'),
    hub('Chicago', 'IL', 'US', '60666'),
    hub('Dallas', 'TX', 'US', '75261'),
  ],
};

/** For countries without hubs of their own: where the world's parcels change planes. */
const WORLD_HUBS = [
  hub('Hong Kong', 'HK', 'HK', '999077'),
  hub('Leipzig', 'SN', 'DE', '04435'),
  hub('Singapore', 'SG', 'SG', '819643'),
];

/** Two places on the way within a country, three when a border is crossed; never the ends themselves. */
export function hubsBetween(origin: TrackingLocation, destination: TrackingLocation): TrackingLocation[] {
  const turn = textSum(`${origin.city}${destination.city}`);
  const pick = (country: string | null, count: number): TrackingLocation[] => {
    const all = HUBS[country ?? ''] ?? [hub(`${country} gateway`, '', country ?? '', '')];
    const free = all.filter(({ city }) => !sameCity(city, origin.city) && !sameCity(city, destination.city));
    return Array.from(
      { length: Math.min(count, free.length) },
      (_, index) => free[(turn + index) % free.length] as TrackingLocation,
    );
  };
  if (origin.country !== destination.country) {
    const between = WORLD_HUBS.filter(
      ({ country }) => country !== origin.country && country !== destination.country,
    );
    return [
      ...pick(origin.country, 1),
      between[turn % between.length] as TrackingLocation,
      ...pick(destination.country, 1),
    ];
  }
  return HUBS[origin.country ?? ''] === undefined ? domesticGateways(origin) : pick(origin.country, 2);
}

const domesticGateways = ({ country }: TrackingLocation): TrackingLocation[] =>
  ['national sorting centre', 'regional sorting centre'].map((name) =>
    hub(`${country} ${name}`, '', country ?? '', ''),
  );

const sameCity = (a: string | null, b: string | null): boolean => a?.toLowerCase() === b?.toLowerCase();

const textSum = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
