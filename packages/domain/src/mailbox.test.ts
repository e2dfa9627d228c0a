import { describe, expect, it } from '@jest/globals';
import { mailboxOf } from './mailbox.ts';

describe('the mailbox of an address', () => {
  it.each([
    ['mei@example.com', 'Mei@EXAMPLE.com'],
    ['mei@example.com', ' mei+shop.17@example.com '],
    ['mei@example.com', 'mei+a+b@example.com.'],
    ['mei@example.com', 'ｍｅｉ@example.com'],
    ['mei@xn--fiq228c.com', 'mei@中文.com'],
    ['mei@xn--fiq228c.com', 'mei+1@XN--FIQ228C.com'],
    ['meilin@gmail.com', 'M.e.i.Lin+x@GoogleMail.com'],
    ['meilin@proton.me', 'mei_lin@pm.me'],
    ['mei.lin@icloud.com', 'mei.lin@me.com'],
    ['meilin@yandex.com', 'mei-lin@ya.ru'],
    ['mei@yahoo.com', 'mei-shop2@yahoo.com'],
  ])('is %s for %j', (mailbox, address) => {
    expect(mailboxOf(address)).toBe(mailbox);
    expect(mailboxOf(mailbox)).toBe(mailbox);
  });

  it('is another one where nothing says that it is the same', () => {
    expect(mailboxOf('mei.lin@example.com')).not.toBe(mailboxOf('meilin@example.com'));
    expect(mailboxOf('+mei@example.com')).toBe('+mei@example.com');
    expect(mailboxOf('mei@gmail.com.example.com')).not.toBe(mailboxOf('mei@gmail.com'));
    expect(mailboxOf('no address')).toBe('@no address');
  });
});
