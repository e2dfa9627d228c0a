/** @jest-environment jsdom */
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { answering, refuses, says } from '../../test/answering.ts';
import { show } from '../../test/show.tsx';
import { RegisterForm } from './register-form.tsx';

const PASSWORD = 'Quiet-river-2026';

async function form(answers: Parameters<typeof answering>[0]) {
  const sent = answering({ 'GET /availability': says({ available: true }), ...answers });
  const done: string[] = [];
  await show(<RegisterForm onDone={(email) => done.push(email)} />);
  await screen.findByLabelText('User name');
  return { done, registered: () => sent.filter(({ call }) => call === 'POST /register') };
}
const field = (name: RegExp): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(name);
async function fill(username: string): Promise<void> {
  await userEvent.type(field(/^User name/), username);
  await userEvent.type(field(/^E-mail/), 'mei@example.com');
  await userEvent.type(field(/^Password/), PASSWORD);
}
const press = () => userEvent.click(screen.getByRole('button', { name: 'Open an account' }));

describe('the form that opens an account', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('sends what was typed, without what was left empty, in the language of the page', async () => {
    const { done, registered } = await form({
      'POST /register': says({ message: 'success', userId: 'usr_1' }),
    });
    await fill('mei');
    await press();
    await waitFor(() => expect(done).toEqual(['mei@example.com']));
    expect(registered().map(({ body }) => body)).toEqual([
      { username: 'mei', email: 'mei@example.com', password: PASSWORD, locale: 'en' },
    ]);
  });

  it('sends nothing that breaks the rules, and says at each field what is wrong', async () => {
    const { registered } = await form({});
    await userEvent.type(field(/^User name/), '1');
    await userEvent.type(field(/^Password/), 'short');
    await press();
    await waitFor(() => expect(field(/^User name/).getAttribute('aria-invalid')).toBe('true'));
    expect([/^E-mail/, /^Password/].map((name) => field(name).getAttribute('aria-invalid'))).toEqual([
      'true',
      'true',
    ]);
    // One goes on at the first of them.
    await waitFor(() => expect(document.activeElement).toBe(field(/^User name/)));
    expect(registered()).toEqual([]);
  });

  it('says while somebody types that a name is taken', async () => {
    await form({ 'GET /availability': says({ available: false }) });
    await userEvent.type(field(/^User name/), 'demo');
    await screen.findByText('This name is taken. Choose another one.', undefined, { timeout: 60_000 });
  });

  it('keeps what was typed when the shop refuses it, and is the same wish when it is sent again', async () => {
    const { done, registered } = await form({
      'POST /register': [
        refuses(409, 'USERNAME_TAKEN'),
        refuses(500, 'INTERNAL'),
        says({ message: 'success', userId: 'usr_1' }),
      ],
    });
    await fill('demo');
    await press();
    await screen.findByText('It is USERNAME_TAKEN.');
    expect([field(/^User name/).value, field(/^Password/).value]).toEqual(['demo', PASSWORD]);
    await userEvent.type(field(/^User name/), '2');
    await press();
    // What is about no field stands above the button, with the number to write to the shop about.
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('trace-1');
    await press();
    await waitFor(() => expect(done).toHaveLength(1));
    const [first, second, third] = registered().map(({ key }) => key);
    expect(first).not.toBe(second);
    expect(second).toBe(third);
  });

  it('is sent once, however often it is pressed', async () => {
    const { done, registered } = await form({
      'POST /register': says({ message: 'success', userId: 'usr_1' }),
    });
    await fill('mei');
    await userEvent.dblClick(screen.getByRole('button', { name: 'Open an account' }));
    await waitFor(() => expect(done).toHaveLength(1));
    expect(registered()).toHaveLength(1);
  });
});
