import { describe, expect, it } from '@jest/globals';
import { LOCALES } from '@cartless/domain';
import { emailChanged } from './email-changed.ts';
import { loginAttack } from './login-attack.ts';
import { loginCode } from './login-code.ts';
import { passwordChanged } from './password-changed.ts';
import { passwordReset } from './password-reset.ts';
import { verifyEmail } from './verify-email.ts';
import { verifyNewEmail } from './verify-new-email.ts';
import { welcome } from './welcome.ts';

const facts = {
  appName: 'Shop & Co',
  username: '<script>alert("mei")</script>',
  link: 'https://shop.test/verify?token=a&b="c"',
  hours: 24,
  minutes: 60,
  code: '01234567',
};
const letters = {
  emailChanged,
  loginAttack,
  loginCode,
  passwordChanged,
  passwordReset,
  verifyEmail,
  verifyNewEmail,
  welcome,
};

describe.each(Object.entries(letters))('%s', (_, write) => {
  it.each(LOCALES)('has subject, HTML and text in %s, with its link in both', (locale) => {
    const mail = write(locale, facts);
    expect(mail.subject).toMatch(locale === 'en' ? /^[ -~]+$/ : /\p{Script=Han}/u);
    expect(mail.text).toContain(facts.link);
    expect(mail.html).toContain('https://shop.test/verify?token=a&amp;b=&quot;c&quot;');
    expect(mail.html).toContain(`<html lang="${locale}">`);
  });

  it('lets nothing that a user typed become HTML', () => {
    const mail = write('en', facts);
    expect(mail.html).not.toMatch(/<script/i);
    expect(mail.html).toContain('&lt;script&gt;');
    expect(mail.html).toContain('Shop &amp; Co');
  });

  it('lets nothing add a header', () => {
    expect(write('en', { ...facts, appName: 'Shop\r\nBcc: everybody@example.com' }).subject).not.toMatch(
      /[\r\n]/,
    );
  });
});

it.each(LOCALES)('a code can be read in HTML and in text, and not in the subject, in %s', (locale) => {
  const mail = loginCode(locale, facts);
  expect(mail.text).toContain(': 01234567');
  expect(mail.html).toContain('>01234567<');
  expect(mail.subject).not.toContain('01234567');
});
