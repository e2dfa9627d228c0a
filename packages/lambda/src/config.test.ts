import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { readConfig } from './config.ts';

const Config = z.object({
  TABLE: z.string(),
  TOPIC: z.string(),
  HOURS: z.coerce.number().check(z.gte(1)),
  SITE: z.url(),
});

describe('the environment of a function', () => {
  it('is read as the schema says', () => {
    const env = { TABLE: 't', TOPIC: 'a', HOURS: '24', SITE: 'https://shop.example.com', OTHER: 'x' };
    expect(readConfig(Config, env)).toEqual({
      TABLE: 't',
      TOPIC: 'a',
      HOURS: 24,
      SITE: 'https://shop.example.com',
    });
  });

  it('reports all that is missing and wrong together, without the values', () => {
    const read = () => readConfig(Config, { TABLE: 't', HOURS: '0', SITE: 'sk_live_secret' });
    expect(read).toThrow(/TOPIC is not set\nHOURS is wrong: .+\nSITE is wrong: /);
    expect(read).not.toThrow(/sk_live_secret/);
  });

  it('lacks a number that is not set', () => {
    expect(() => readConfig(Config, {})).toThrow(
      'The environment of this function is not complete:\nTABLE is not set\nTOPIC is not set\nHOURS is not set\nSITE is not set',
    );
  });
});
