import * as z from 'zod/mini';

const positive = z.int().check(z.positive());

/** What a courier takes: the first weight, and each further kilogram that is begun. In minor units of the currency. */
const Tariff = z.lazy(() => z.strictObject({ firstGrams: positive, first: z.int(), perKilo: z.int() }));

/** One service of one courier, for which the shop has an account. */
const Service = z.lazy(() =>
  z.strictObject({
    /** The courier as Kuaidi100 writes it (`shunfeng`), and as rules, staff and shoppers do (`SFExpress`). */
    com: z.string(),
    carrier: z.string(),
    /** The courier's name of the service, as in its list of products: 标准快递. */
    service: z.string(),
    /** The shop's account at the courier: 月结账号. */
    account: z.string(),
    /** The template of the label (模板编码). */
    template: z.string(),
    days: positive,
    maxGrams: z.optional(positive),
    /** Regions of China that it goes to; all when none is named. */
    regions: z.optional(z.array(z.string())),
    tariff: Tariff,
  }),
);
export type Service = z.infer<typeof Service>;

/** The setting `kuaidi100`, as JSON in `KUAIDI100`. */
export const Kuaidi100Setting = z.lazy(() =>
  z.strictObject({
    /** The account at Kuaidi100 (customer). */
    customer: z.string(),
    currency: z.string().check(z.length(3)),
    services: z.array(Service).check(z.minLength(1)),
  }),
);
export type Kuaidi100Setting = z.infer<typeof Kuaidi100Setting>;
