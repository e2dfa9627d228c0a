/** @jest-environment jsdom */
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { useQueryClient } from '@tanstack/react-query';
import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { answering, refuses, says } from '../../test/answering.ts';
import { show } from '../../test/show.tsx';
import { AddressChoice } from './address-choice.tsx';

describe('the address of an order', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('is typed on when the book is asked for again in vain, and says why when it never came', async () => {
    const sent = answering({ 'GET /me/addresses': [says({ items: [] }), refuses(409, 'NOT_NOW')] });
    let askAgain = (): Promise<void> => Promise.resolve();
    function Choice() {
      const client = useQueryClient();
      askAgain = () => client.invalidateQueries();
      return <AddressChoice chosen={undefined} onChoose={() => undefined} />;
    }
    await show(<Choice />);
    await userEvent.type(await screen.findByLabelText('Recipient'), 'Mei Lin');
    await act(() => askAgain());
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(screen.getByLabelText<HTMLInputElement>('Recipient').value).toBe('Mei Lin');
    answering({ 'GET /me/addresses': refuses(409, 'NOT_NOW') });
    await show(<Choice />);
    await screen.findByText('It is NOT_NOW.');
  });
});
