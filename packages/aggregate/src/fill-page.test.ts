import { describe, expect, it } from '@jest/globals';
import { fillPage, type Filling } from './fill-page.ts';

/** Numbers below a hundred, of which only some get through; a position is the number before which they were read. */
function filling(options: Filling<number>, isWanted: (n: number) => boolean) {
  const asked: number[] = [];
  const page = fillPage(options, (wanted, from = 0) => {
    asked.push(wanted);
    const read = Array.from({ length: Math.min(wanted, 100 - from) }, (_, i) => from + i);
    const next = from + read.length;
    return Promise.resolve({ items: read.filter(isWanted), ...(next < 100 && { next }) });
  });
  return page.then((found) => ({ ...found, asked }));
}

describe('a page that is filled', () => {
  it('asks for what is still wanted until it is full', async () => {
    const { items, next, asked } = await filling({ limit: 4, rounds: 9 }, (n) => n % 2 === 0);
    expect([items, next, asked]).toEqual([[0, 2, 4, 6], 7, [4, 2, 1]]);
  });

  it('is given after so many readings, and goes on where it ended', async () => {
    const { items, next } = await filling({ limit: 4, rounds: 2 }, (n) => n % 2 === 0);
    expect([items, next]).toEqual([[0, 2, 4], 6]);
    expect((await filling({ limit: 4, rounds: 1, start: 6 }, () => true)).items).toEqual([6, 7, 8, 9]);
  });

  it('says nothing of a next one at the end', async () => {
    const page = await filling({ limit: 10, rounds: 9, start: 95 }, () => true);
    expect(page).toEqual({ items: [95, 96, 97, 98, 99], asked: [10] });
  });

  it('may go on until something was found', async () => {
    const late = (n: number) => n > 70;
    expect((await filling({ limit: 10, rounds: 3 }, late)).items).toEqual([]);
    expect(await filling({ limit: 10, rounds: 3, untilSome: true }, late)).toMatchObject({
      items: [71, 72, 73, 74, 75, 76, 77, 78, 79],
      next: 80,
    });
    expect((await filling({ limit: 10, rounds: 3, untilSome: true }, () => false)).items).toEqual([]);
  });
});
