import { describe, expect, it } from '@jest/globals';
import { brokenMoves, deadEnds, type Ways } from './ways-out.ts';

const move = (from: string, to: string, reached: string | undefined = to) => ({
  from,
  to,
  by: 'staff' as const,
  make: () => reached,
});
const ways = (...moves: Ways['moves']): Ways => ({
  name: 'a door',
  states: ['open', 'ajar', 'shut'],
  ends: ['shut'],
  moves,
});

describe('a walk over a table of moves', () => {
  it('finds the states that lead nowhere', () => {
    expect(deadEnds(ways(move('ajar', 'shut')))).toEqual(['open']);
    expect(deadEnds(ways(move('open', 'ajar'), move('ajar', 'shut')))).toEqual([]);
  });

  it('is not led round in a circle', () => {
    expect(deadEnds(ways(move('open', 'ajar'), move('ajar', 'open')))).toEqual(['open', 'ajar']);
  });

  it('finds the moves that are only said to be possible', () => {
    expect(
      brokenMoves(ways(move('open', 'shut', 'ajar'), { ...move('ajar', 'shut'), make: () => undefined })),
    ).toEqual(['staff moves open to ajar, not to shut', 'staff moves ajar to nothing, not to shut']);
  });
});
