import { apiEvent } from '@cartless/testing';
import { describe, expect, it } from '@jest/globals';
import { clientAddress, type Edge } from './client-address.ts';

const CONNECTED = '198.51.100.7';
const PROOF = 'p'.repeat(43);
const secret = (...values: [string, ...string[]]) => ({
  values: () => Promise.resolve(values),
  insteadOf: () => Promise.resolve(undefined),
});
const edge: Edge = { proof: secret(PROOF), only: false };

function addressOf(headers: Record<string, string>, before: Edge | 'none' = edge): Promise<string> {
  const event = apiEvent({ method: 'POST', path: '/login', headers });
  event.requestContext.http.sourceIp = CONNECTED;
  return clientAddress(event, before === 'none' ? undefined : before);
}
const through = (viewer: string, proof = PROOF) => ({
  'x-cartless-edge': proof,
  'x-cartless-viewer': viewer,
});

describe('the address of a client', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6'],
    [' 2001:db8::1 ', '2001:db8::1'],
    ['::1', '::1'],
  ])('is the viewer’s when the edge proved itself: %s', async (header, address) => {
    expect(await addressOf(through(header))).toBe(address);
  });

  it.each([
    ['no proof', { 'x-cartless-viewer': '192.0.2.1' }],
    ['a wrong proof', through('192.0.2.1', 'q'.repeat(43))],
    ['a proof of another length', through('192.0.2.1', PROOF.slice(1))],
    ['an empty proof', through('192.0.2.1', '')],
    ['two proofs joined to one', through('192.0.2.1', `guess,${PROOF}`)],
  ])('is the one that connected with %s', async (_, headers) => {
    expect(await addressOf(headers)).toBe(CONNECTED);
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'true-client-ip', 'x-cartless-viewer'])(
    'is never what a caller writes into %s',
    async (name) => {
      const headers = { [name]: name === 'forwarded' ? 'for=192.0.2.1' : '192.0.2.1' };
      expect(await addressOf(headers)).toBe(CONNECTED);
      expect(await addressOf({ ...headers, 'x-cartless-edge': PROOF }, 'none')).toBe(CONNECTED);
      if (name !== 'x-cartless-viewer')
        expect(await addressOf({ ...headers, ...through('203.0.113.9') })).toBe('203.0.113.9');
    },
  );

  it.each(['', 'unknown', '192.0.2.1:443', '192.0.2.999', '[2001:db8::1]', 'a', '192.0.2.1, 203.0.113.1'])(
    'is the edge’s own when it says who calls by %j',
    async (header) => {
      expect(await addressOf(through(header))).toBe(CONNECTED);
    },
  );

  it('is believed under both secrets while they are exchanged, and never under an empty one', async () => {
    const both = { ...edge, proof: secret('new', 'old') };
    for (const proof of ['new', 'old'])
      expect(await addressOf(through('192.0.2.1', proof), both)).toBe('192.0.2.1');
    expect(await addressOf(through('192.0.2.1', ''), both)).toBe(CONNECTED);
  });

  it('is not asked for at all where calls have to come through the edge and do not', async () => {
    const only = { ...edge, only: true };
    const refused = { code: 'NOT_THROUGH_EDGE' };
    await expect(addressOf({}, only)).rejects.toMatchObject(refused);
    await expect(addressOf(through('192.0.2.1', 'guess'), only)).rejects.toMatchObject(refused);
    expect(await addressOf(through('192.0.2.1'), only)).toBe('192.0.2.1');
  });
});
