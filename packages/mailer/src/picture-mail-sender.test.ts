import { setEnvironment, startSes } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mimeMessage } from './mime-message.ts';
import { pictureMailSender } from './picture-mail-sender.ts';

const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 255]);
const mail = {
  subject: `\u2068متجر النور\u2069 周报 ${'长'.repeat(80)}`,
  html: `<p>周 é</p>${'x'.repeat(2000)}<img src="cid:chart">`,
  text: `.周报\n${'长'.repeat(1200)}\n`,
  picture: { name: 'chart', png },
  unsubscribe: 'https://shop.test/account',
};

let ses: Awaited<ReturnType<typeof startSes>>;
beforeAll(async () => {
  ses = await startSes();
  setEnvironment({ AWS_ENDPOINT_URL_SES: ses.url });
});
afterAll(() => ses.stop());

const send = (to = 'mei@example.com') =>
  pictureMailSender('shop@example.com', { configurationSet: 'cartless-test' })(to, mail);

describe('a mail with a picture', () => {
  it('arrives as it was written, with the picture and where to have no more', async () => {
    await send('li@例子.中国');
    const taken = ses.mails.at(-1);
    expect(taken).toMatchObject({
      to: 'li@xn--fsqu00a.xn--fiqs8s',
      from: 'shop@example.com',
      subject: mail.subject,
      configurationSet: 'cartless-test',
    });
    expect(taken?.text).toBe(mail.text);
    expect(taken?.html.trim()).toBe(mail.html);
    expect(Object.keys(taken?.pictures ?? {})).toEqual(['chart']);
    expect(Buffer.from(taken?.pictures['chart'] ?? []).equals(png)).toBe(true);
    expect(taken?.unsubscribe).toBe('List-Unsubscribe: <https://shop.test/account>');
  });

  it('is one that every server takes: seven bits, short lines, the words as text before the HTML', async () => {
    const raw = Buffer.from(await mimeMessage('shop@example.com', 'mei@example.com', mail)).toString(
      'latin1',
    );
    expect(raw).toMatch(/^[\t\n\r -~]*$/);
    expect(Math.max(...raw.split(/\r?\n/).map((line) => line.length))).toBeLessThanOrEqual(998);
    const types = [...raw.matchAll(/^Content-Type: ([a-z]+\/[a-z]+)/gm)].map(([, type]) => type);
    expect(types).toEqual([
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/png',
    ]);
    expect(raw).toMatch(/Content-Id: <chart>/i);
    expect(raw).toMatch(/Content-Disposition: inline/);
  });

  it('lets no subject and no address add a header', async () => {
    const evil = { ...mail, subject: 'Hello\r\nBcc: everybody@example.com' };
    const raw = Buffer.from(await mimeMessage('shop@example.com', 'mei@example.com', evil)).toString();
    expect(raw).not.toMatch(/^Bcc:/im);
  });

  it.each([
    ['refusing', 'MAIL_REFUSED'],
    ['failing', 'MAIL_UNAVAILABLE'],
  ] as const)('that finds SES %s is %s', async (mood, code) => {
    ses.setMood(mood);
    const before = ses.mails.length;
    await expect(send()).rejects.toMatchObject({ code });
    expect(ses.mails).toHaveLength(before);
    ses.setMood('well');
  });
});
