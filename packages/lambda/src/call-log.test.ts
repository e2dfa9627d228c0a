import { describe, expect, it } from '@jest/globals';
import { linesOf } from '../test/fresh-process.ts';

const SECRET = 'Correct-horse-7';

/** What a call with a secret in every place writes to the log. */
const logged = (call: string) =>
  linesOf(
    `const { answer, call } = await import('../test/note-call.ts');
     ${call}`,
    { POWERTOOLS_LOG_LEVEL: 'INFO' },
  );

describe('the log of a call', () => {
  it('names route, status, time and trace', () => {
    const [line] = logged(`await answer(call);`);
    expect(line).toMatchObject({
      message: 'answered',
      route: 'editNote',
      statusCode: 200,
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it.each([
    ['without the scope', `{ ...call, caller: { userId: 'usr_1', scopes: [] } }`, 'FORBIDDEN'],
    ['without a token', `{ ...call, caller: undefined }`, 'UNAUTHORISED'],
    ['with a body that is wrong', `{ ...call, body: { text: 1 } }`, 'VALIDATION_FAILED'],
  ])('%s says why it was refused', (_what, call, code) => {
    expect(logged(`await answer(${call});`)).toEqual([
      expect.objectContaining({ message: 'refused', route: 'editNote', code }),
      expect.objectContaining({ message: 'answered', route: 'editNote' }),
    ]);
  });

  it('that is not valid names the fields, as far as they are ours', () => {
    const [line] = logged(
      `await answer({ ...call, body: { text: 1, '${SECRET}': 1 }, query: { limit: '${SECRET}' } });`,
    );
    expect(line).toMatchObject({ message: 'refused', fields: ['limit', 'text', 'unknown'] });
    expect(JSON.stringify(line)).not.toContain(SECRET);
  });

  it('with a fault has its stack, which the caller is not shown', () => {
    const lines = logged(
      `const { body } = await answer(call, () => { throw new Error('inside'); }); console.log(JSON.stringify({ body }));`,
    );
    expect(lines.find(({ message }) => message === 'failed')).toMatchObject({
      level: 'ERROR',
      error: { message: 'inside', stack: expect.stringContaining('inside') },
    });
    const answer = lines.find(({ body }) => body !== undefined);
    expect(answer).toMatchObject({ body: expect.stringContaining('INTERNAL') });
    expect(JSON.stringify(answer)).not.toContain('inside');
  });

  it('repeats nothing that was sent', () => {
    const sent = `{ ...call, body: { text: '${SECRET}' }, query: { limit: '${SECRET}' }, headers: { authorization: 'Bearer ${SECRET}', 'user-agent': '${SECRET}', 'x-correlation-id': '${SECRET} {"level":"ERROR"}' } }`;
    const lines = logged(`await answer(${sent}); await answer({ ...call, body: { text: '${SECRET}' } });`);
    expect(lines.length).toBeGreaterThan(2);
    expect(JSON.stringify(lines)).not.toContain(SECRET);
  });
});
