import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DRAWINGS, statesDrawing } from './states-drawing.ts';

describe.each(Object.entries(DRAWINGS))('the drawing %s', (file, drawing) => {
  it('shows the table of moves as it is; otherwise run scripts/draw-states.ts', () => {
    const drawn = readFileSync(new URL(`../docs/${file}`, import.meta.url), 'utf8');
    expect(drawn).toBe(statesDrawing(drawing));
  });
});
