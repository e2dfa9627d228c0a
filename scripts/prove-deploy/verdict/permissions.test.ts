import { describe, expect, it } from '@jest/globals';
import { doneByLambda, unusedRights } from './permissions.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:jobs';
const right = (action: string, resource: string, role = 'reader') => ({ role, action, resource });

describe('rights that nobody used', () => {
  it('are those of which no call was one, by action, resource and role', () => {
    const rights = [
      right('dynamodb:GetItem', TABLE),
      right('dynamodb:PutItem', TABLE),
      right('dynamodb:Query', `${TABLE}/index/*`),
      right('dynamodb:GetItem', TABLE, 'other'),
    ];
    const done = [right('dynamodb:getitem', TABLE), right('dynamodb:Query', `${TABLE}/index/by-user`)];
    expect(unusedRights(rights, done)).toEqual([rights[1], rights[3]]);
  });

  it('are not taken for used by a name that only begins alike', () => {
    const rights = [right('sqs:SendMessage', QUEUE)];
    expect(unusedRights(rights, [right('sqs:SendMessage', `${QUEUE}-dead-letters`)])).toEqual(rights);
  });

  it('are not those that Lambda itself uses', () => {
    const stream = `${TABLE}/stream/2026`;
    const reader = {
      name: 'reader',
      role: 'reader',
      sources: [
        { reads: QUEUE, parks: undefined },
        { reads: stream, parks: `${QUEUE}-dead-letters` },
      ],
      hears: true,
      runs: 1,
      complaints: [],
    };
    const rights = [
      right('logs:PutLogEvents', 'arn:aws:logs:::*'),
      right('sqs:ReceiveMessage', QUEUE),
      right('dynamodb:GetRecords', stream),
      right('sqs:SendMessage', `${QUEUE}-dead-letters`),
      right('sqs:SendMessage', QUEUE),
    ];
    expect(unusedRights(rights, doneByLambda(reader, rights))).toEqual([rights[4]]);
  });
});
