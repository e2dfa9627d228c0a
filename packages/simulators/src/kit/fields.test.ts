import { describe, expect, it } from '@jest/globals';
import { FieldReader } from './fields.ts';

const RANGE = { min: 1, max: 9 };
/** What each reader makes of one value. */
const readings = (value: unknown): unknown[] => {
  const fields = new FieldReader({ x: value });
  return [fields.text('x'), fields.number('x', RANGE), fields.whole('x', RANGE), fields.boolean('x')];
};

describe('a field', () => {
  it.each([
    [undefined, [null, null, null, null]],
    [null, [null, null, null, null]],
    ['', [null, null, null, null]],
    ['2', ['2', 2, 2, null]],
    [2.5, ['2.5', 2.5, null, null]],
    ['on', ['on', null, null, true]],
    [false, [null, null, null, false]],
    ['x'.repeat(501), [null, null, null, null]],
  ])('%j is read as %j', (value, expected) => {
    expect(readings(value)).toEqual(expected);
  });

  it('that is wrong is told together with all others, by its full name', () => {
    const fields = new FieldReader({ size: 10, colour: 'blue', name: {} }, 'thing.');
    fields.whole('size', RANGE);
    fields.oneOf('colour', ['red', 'green']);
    fields.text('name');
    expect(() => fields.refuseProblems()).toThrow(
      'thing.size must be a whole number from 1. thing.colour must be one of red, green. thing.name must be text.',
    );
  });

  it('that nobody knows is refused', () => {
    const fields = new FieldReader({ size: 1, sise: 2 });
    expect(() => fields.refuseOthers(['size'])).toThrow(
      expect.objectContaining({
        status: 422,
        problems: [{ field: 'sise', message: 'is not known here; known: size' }],
      }),
    );
  });
});
