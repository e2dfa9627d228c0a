import { describe, expect, it } from '@jest/globals';
import { toldCity } from './told-city.ts';

describe('the city that events tell', () => {
  it.each([
    ['上海市', '上海'],
    ['上海', '上海'],
    [' 上　海 ', '上 海'],
    ['沙市', '沙市'],
    ['ＢＥＲＬＩＮ', 'Berlin'],
    ['berlin', 'Berlin'],
    ['new   york', 'New York'],
    ["'s-Hertogenbosch", "'s-Hertogenbosch"],
    ['Frankfurt (Oder)', 'Frankfurt (Oder)'],
    ['St. John’s', 'St. John’s'],
    ['São Paulo', 'São Paulo'],
    ['McAllen', 'McAllen'],
    ['الرياض', 'الرياض'],
  ])('%j is %j', (typed, told) => expect(toldCity(typed)).toBe(told));

  it.each(['-', '', '长乐路 88 号', '+86 139 1234 5678', 'mei@example.com', 'a_b', '<b>', '…'])(
    'is not told when %j stands there',
    (typed) => expect(toldCity(typed)).toBe('-'),
  );

  it('is told the same when it is told again', () => {
    for (const typed of ['上海市', 'berlin', 'ST. JOHN’S', 'x 12'])
      expect(toldCity(toldCity(typed))).toBe(toldCity(typed));
  });
});
