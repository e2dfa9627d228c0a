import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { FieldReader } from './fields.ts';
import { type Receiver, startReceiver } from './test-receiver.ts';
import { backoff, type Outbox, PROMPT, readSwitches, type Try, WebhookSender } from './webhook-sender.ts';

interface Letter {
  readonly text: string;
  readonly lane: string;
  due: number;
  readonly tries: Try[];
}

/** An outbox in its simplest form: a letter waits until a try that is no repeat was accepted. */
class Letters implements Outbox<Letter> {
  readonly all: Letter[] = [];

  write(text: string, lane = text): Letter {
    const letter: Letter = { text, lane, due: 0, tries: [] };
    this.all.push(letter);
    return letter;
  }

  waiting(): Letter[] {
    return this.all.filter(({ tries }) => !tries.some(({ accepted }) => accepted));
  }

  dueAt({ due }: Letter): number {
    return due;
  }

  lane({ lane }: Letter): string {
    return lane;
  }

  message({ text, tries }: Letter): { body: string; headers: Record<string, string> } {
    return { body: text, headers: { 'x-try': String(tries.length + 1) } };
  }

  tried(letter: Letter, result: Try): void {
    letter.tries.push(result);
    letter.due = Date.now() + 20;
  }
}

let receiver: Receiver<string>;
let letters: Letters;
let switches = PROMPT;
let sender: WebhookSender<Letter>;
const senderTo = (url: string | undefined, timeoutMs = 5000): WebhookSender<Letter> =>
  new WebhookSender({ url, timeoutMs, outbox: letters, switches: () => switches });

beforeEach(async () => {
  switches = PROMPT;
  letters = new Letters();
  receiver = await startReceiver('/hook', (headers, body) => `${body}${String(headers['x-try'])}`);
  sender = senderTo(receiver.url);
});
afterEach(async () => {
  await sender.stop();
  await receiver.stop();
});

describe('a webhook sender', () => {
  it('tries again until the receiver accepts, with a new message each time', async () => {
    receiver.answers.push(500, 302);
    const letter = letters.write('a');
    sender.wake();
    await eventually(() => letters.waiting().length === 0);
    expect(receiver.received).toEqual(['a1', 'a2', 'a3']);
    expect(letter.tries.map(({ accepted, outcome }) => [accepted, outcome])).toEqual([
      [false, 'answered 500'],
      [false, 'answered 302'],
      [true, 'answered 200'],
    ]);
  });

  it('sends one lane in its order, and does not let a refused letter hold the next up', async () => {
    receiver.answers.push(500);
    for (const text of ['a', 'b', 'c']) letters.write(text, 'one lane');
    sender.wake();
    await eventually(() => letters.waiting().length === 0);
    expect([...receiver.received].toSorted()).toEqual(['a1', 'a2', 'b1', 'c1']);
    expect(receiver.received.filter((letter) => letter.startsWith('a'))).toEqual(['a1', 'a2']);
  });

  it('sends the newest first, one after the other, in reverse', async () => {
    switches = { ...PROMPT, reverse: true };
    for (const text of ['a', 'b', 'c']) letters.write(text);
    sender.wake();
    await eventually(() => receiver.received.length === 3);
    expect(receiver.received).toEqual(['c1', 'b1', 'a1']);
  });

  it('sends once more what was accepted, as a repeat', async () => {
    switches = { ...PROMPT, duplicate: true };
    receiver.answers.push(500, 200, 500);
    const letter = letters.write('a');
    sender.wake();
    await eventually(() => letter.tries.length === 3);
    expect(letter.tries.map(({ accepted, repeat }) => [accepted, repeat])).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ]);
    expect(letter.tries.at(-1)?.outcome).toBe('answered 500 (duplicate)');
  });

  it('sends nothing while paused, but for what is asked for by hand', async () => {
    switches = { ...PROMPT, paused: true };
    letters.write('a');
    const urgent = letters.write('b');
    sender.wake();
    await sender.sendNow(urgent);
    expect(receiver.received).toEqual(['b1']);
    switches = PROMPT;
    sender.wake();
    await eventually(() => receiver.received.length === 2);
  });

  it('tells why there was no answer', async () => {
    const mute = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const silent = senderTo(`http://127.0.0.1:${(mute.address() as AddressInfo).port}`, 50);
    const letter = letters.write('a');
    await silent.sendNow(letter);
    mute.closeAllConnections();
    mute.close();
    await receiver.stop();
    await sender.sendNow(letter);
    await silent.stop();
    expect(letter.tries.map(({ outcome }) => outcome)).toEqual([
      'no answer in 0.05 s',
      expect.stringContaining('ECONNREFUSED'),
    ]);
    receiver = await startReceiver('/hook', (_, body) => body);
  });

  it('without an address sends nothing', async () => {
    const idle = senderTo(undefined);
    const letter = letters.write('a');
    idle.wake();
    await idle.sendNow(letter);
    expect(letter.tries).toEqual([]);
  });
});

it('waits grow from the first to the longest', () => {
  expect([1, 2, 3, 4, 99].map(backoff(500, 3000))).toEqual([500, 1000, 2000, 3000, 3000]);
});

it('a switch that is not named keeps its place', () => {
  const before = { ...PROMPT, paused: true };
  expect(readSwitches(new FieldReader({ reverse: 'true', delayMs: '50' }), before)).toEqual({
    paused: true,
    duplicate: false,
    reverse: true,
    delayMs: 50,
  });
  expect(() => readSwitches(new FieldReader({ reversed: true }), before)).toThrow(
    'reversed is not known here',
  );
});
