import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Company, DEFECTS } from '../index.ts';

describe('the simulation', () => {
  let company: Company;
  beforeAll(async () => {
    company = await Company.gather({ planted: DEFECTS });
  });
  afterAll(() => company.leave());

  it.each(DEFECTS)('finds within $within histories that $name', async (defect) => {
    expect(await company.hunt(defect)).toEqual(expect.any(Number));
  });
});
