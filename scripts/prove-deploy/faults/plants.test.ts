import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PLANTS } from './plants.ts';

const ROOT = join(import.meta.dirname, '../../..');

describe('a fault that the proof has to find', () => {
  it.each(Object.entries(PLANTS))('can be put in: %s', (_name, { file, found, planted }) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    expect(text.split(found)).toHaveLength(2);
    expect(text).not.toContain(planted);
  });
});
