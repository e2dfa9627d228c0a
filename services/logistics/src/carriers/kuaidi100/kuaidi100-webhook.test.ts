import { readFileSync } from 'node:fs';
import { knownSecret } from '@cartless/testing';
import { describe, expect, it } from '@jest/globals';
import { kuaidi100Webhook } from './kuaidi100-webhook.ts';
import { kuaidi100Sign } from './sign.ts';

const SALT = 'what pushes are signed with';
const param = readFileSync(new URL('./fixtures/push.json', import.meta.url), 'utf8');
const webhook = kuaidi100Webhook(knownSecret(SALT));
const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };
const form = (text: string, sign = kuaidi100Sign(text, SALT)) =>
  new URLSearchParams({ sign, param: text }).toString();

describe('a push of Kuaidi100', () => {
  it('is known by its form, and not by a header', () => {
    expect(webhook.recognises(headers, form(param))).toBe(true);
    expect(webhook.recognises(headers, 'text=hello')).toBe(false);
    expect(webhook.recognises({ 'content-type': 'application/json' }, form(param))).toBe(false);
  });

  it('is read, named by what it says, and answered in the words that it waits for', async () => {
    const { eventId, update } = await webhook.read(headers, form(param));
    expect(eventId).toMatch(/^[0-9a-f]{32}$/);
    expect((await webhook.read(headers, form(param))).eventId).toBe(eventId);
    expect(update).toMatchObject({ trackingNumber: 'SF1408032914519', events: { length: 4 } });
    expect(update).not.toHaveProperty('unfollowed');
    expect(webhook.answer?.('applied')).toEqual({ result: true, returnCode: '200', message: '成功' });
  });

  it('that ends the subscription says so', async () => {
    const ended = JSON.stringify({
      ...(JSON.parse(param) as object),
      status: 'abort',
      message: '3天查询无记录',
    });
    expect((await webhook.read(headers, form(ended))).update).toMatchObject({ unfollowed: true });
  });

  it('is known by its signature in small letters too', async () => {
    const sign = kuaidi100Sign(param, SALT).toLowerCase();
    expect((await webhook.read(headers, form(param, sign))).update).toBeDefined();
  });

  it('is refused when it bears no signature, that of another salt, or was changed', async () => {
    const sign = kuaidi100Sign(param, SALT);
    const wrong = [
      `param=${encodeURIComponent(param)}`,
      form(param, kuaidi100Sign(param, 'another salt')),
      form(param.replace('polling', 'shutdown'), sign),
    ];
    for (const body of wrong)
      await expect(webhook.read(headers, body)).rejects.toMatchObject({ code: 'BAD_SIGNATURE' });
  });

  it.each(['', '{', '[]', '{"status":"polling"}', '{"status":"polling","lastResult":{"nu":""}}'])(
    'that is no push (%s) is refused',
    async (text) => {
      await expect(webhook.read(headers, form(text))).rejects.toMatchObject({ code: 'WEBHOOK_MALFORMED' });
    },
  );
});
