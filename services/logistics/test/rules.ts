import type { ShippingRules } from '../src/shipments/shipping-rules.ts';

/** How the tests' stage sends. */
export const RULES: ShippingRules = {
  origin: {
    recipient: 'Cartless Warehouse',
    phone: '+862150001000',
    line1: '88 Huhang Road',
    city: 'Shanghai',
    region: 'Shanghai',
    postalCode: '201100',
    country: 'CN',
  },
  weights: {
    unit: 400,
    packaging: 120,
    byCategory: { books: 350, home: 900, electronics: 600, clothing: 250 },
  },
  carriers: [
    { countries: ['CN'], maxGrams: 20_000, carriers: ['SFExpress'], maxDays: 3, prefer: 'cheapest' },
    { countries: ['US'], maxGrams: 2_000, carriers: ['USPS', 'UPS'], prefer: 'cheapest' },
    { prefer: 'cheapest' },
  ],
};
