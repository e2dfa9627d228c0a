import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Company, DEFECTS } from '../index.ts';

/** Hunts take minutes: they are nightly, and whoever changes the simulation asks for them with `SIMULATION_DEFECTS=yes`. */
const hunting = process.env['SIMULATION_DEFECTS'] === undefined ? describe.skip : describe;

hunting('the simulation', () => {
  let company: Company;
  beforeAll(async () => {
    company = await Company.gather({ planted: DEFECTS });
  });
  afterAll(() => company.leave());

  it.each(DEFECTS)('finds within $within histories that $name', async (defect) => {
    expect(await company.hunt(defect)).toEqual(expect.any(Number));
  });
});
