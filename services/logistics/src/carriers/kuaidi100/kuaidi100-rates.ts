import type { Rate } from '../../labels/rate.ts';
import type { Consignment } from '../carrier.ts';
import type { Kuaidi100Setting, Service } from './kuaidi100-settings.ts';

/** The offer's id: it is what the label is asked for by. */
const idOf = ({ com, service }: Service): string => `${com}:${service}`;

/**
 * What the shop's accounts offer for a parcel, by its own list of prices: Kuaidi100 sells inside China alone and quotes nothing
 * that binds. Its orders have no word for dangerous goods, so what has to be declared gets no offer; batteries in their equipment
 * travel inside China as the equipment does.
 */
export const ratesFor = (
  { services, currency }: Kuaidi100Setting,
  { address: { country, region }, origin, weightGrams, dangerousGoods }: Consignment,
): readonly Rate[] =>
  country !== 'CN' || origin.country !== 'CN' || !goesUntold(dangerousGoods)
    ? []
    : services
        .filter(
          ({ regions, maxGrams }) =>
            (regions === undefined || regions.includes(region ?? '')) &&
            (maxGrams === undefined || weightGrams <= maxGrams),
        )
        .map((service) => ({
          id: idOf(service),
          carrier: service.carrier,
          service: service.service,
          price: { amount: priceOf(service, weightGrams), currency },
          days: service.days,
        }));

const goesUntold = (danger: Consignment['dangerousGoods']): boolean =>
  danger === undefined || danger.endsWith('-in-equipment');

export const serviceOf = ({ services }: Kuaidi100Setting, rateId: string): Service | undefined =>
  services.find((service) => idOf(service) === rateId);

function priceOf({ tariff: { firstGrams, first, perKilo } }: Service, weightGrams: number): number {
  const over = Math.max(0, weightGrams - firstGrams);
  return first + Math.ceil(over / 1000) * perKilo;
}
