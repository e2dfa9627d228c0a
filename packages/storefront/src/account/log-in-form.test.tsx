/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterContextProvider,
} from '@tanstack/react-router';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { answering, refuses, says } from '../../test/answering.ts';
import { show } from '../../test/show.tsx';
import { LogInForm } from './log-in-form.tsx';

const SESSION = { accessToken: 'token', tokenType: 'Bearer', expiresIn: 900, userId: 'usr_1' };
const LOG_IN = 'POST /session';

async function form(answers: Parameters<typeof answering>[0]) {
  const sent = answering(answers);
  const [onCode, onDone] = [jest.fn(), jest.fn()];
  const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });
  await show(
    <RouterContextProvider router={router as never}>
      <LogInForm onCode={onCode} onDone={onDone} />
    </RouterContextProvider>,
  );
  await screen.findByLabelText('User name or e-mail');
  return { sent, onCode, onDone };
}
const name = () => screen.getByLabelText<HTMLInputElement>('User name or e-mail');
const password = () => screen.getByLabelText<HTMLInputElement>('Password');
async function logIn(who: string): Promise<void> {
  await userEvent.type(name(), who);
  await userEvent.type(password(), 'Quiet-river-2026');
  await userEvent.click(screen.getByRole('button', { name: 'Log in' }));
}

describe('the form that logs in', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => void jest.restoreAllMocks());

  it('logs in by a name, with what spaces were pasted around it left away', async () => {
    const { sent, onDone, onCode } = await form({ [LOG_IN]: says(SESSION) });
    await logIn(' mei ');
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
    expect(sent[0]?.body).toMatchObject({ identifier: 'mei', password: 'Quiet-river-2026' });
    expect(onCode).not.toHaveBeenCalled();
  });

  it('asks for both before it asks the shop', async () => {
    const { sent } = await form({});
    await userEvent.click(screen.getByRole('button', { name: 'Log in' }));
    await waitFor(() => expect(password().getAttribute('aria-invalid')).toBe('true'));
    expect(name().getAttribute('aria-invalid')).toBe('true');
    expect(sent).toEqual([]);
  });

  it('says that it was wrong, whichever of both it was, and keeps what was typed', async () => {
    const { onDone } = await form({ [LOG_IN]: refuses(401, 'BAD_CREDENTIALS') });
    await logIn('mei');
    await screen.findByText('It is BAD_CREDENTIALS.');
    expect([name().value, password().value]).toEqual(['mei', 'Quiet-river-2026']);
    expect(onDone).not.toHaveBeenCalled();
  });

  it('goes on to the code where the shop wants one', async () => {
    const { onDone, onCode } = await form({ [LOG_IN]: refuses(403, 'CODE_REQUIRED') });
    await logIn('mei');
    await waitFor(() => expect(onCode).toHaveBeenCalledWith('mei'));
    expect(onDone).not.toHaveBeenCalled();
  });

  it('offers the mail again to who has not confirmed an address, and says where it went', async () => {
    const { sent } = await form({
      [LOG_IN]: refuses(403, 'NOT_ACTIVATED'),
      'POST /verify/resend': says({}, 202),
    });
    await logIn('mei@example.com');
    await userEvent.click(await screen.findByRole('button', { name: 'Send the mail again' }));
    await screen.findByText(/If an account waits for mei@example.com/);
    // The mail was asked for, and nobody was logged in by that once more.
    expect(sent.map(({ call }) => call)).toEqual([LOG_IN, 'POST /verify/resend']);
    expect(sent[1]?.body).toEqual({ email: 'mei@example.com' });
  });
});
