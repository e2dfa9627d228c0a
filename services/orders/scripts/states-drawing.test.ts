import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { statesDrawing } from './states-drawing.ts';

describe('the drawing of the states of an order', () => {
  it('shows the table of moves as it is; otherwise run scripts/draw-states.ts', () => {
    const drawn = readFileSync(new URL('../docs/order-states.md', import.meta.url), 'utf8');
    expect(drawn).toBe(statesDrawing());
  });
});
