/** @jest-environment jsdom */
import { describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { show } from '../../test/show.tsx';
import { PasswordField, TextField } from './field.tsx';

describe('a field', () => {
  it('ties its control to its label and to what is wrong with it', async () => {
    await show(<TextField label="City" error="Say which city." />);
    const input = await screen.findByLabelText('City');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const about = document.getElementById(input.getAttribute('aria-describedby') ?? '');
    expect(about?.textContent).toBe('Say which city.');
  });

  it('says in the language of the page that it may be left out', async () => {
    await show(<TextField label="备注" optional />, 'zh-CN');
    expect(await screen.findByText('选填')).toBeTruthy();
  });

  it('shows a password to whoever asks for it', async () => {
    await show(<PasswordField label="Password" />);
    const input = await screen.findByLabelText('Password');
    await userEvent.click(screen.getByRole('button', { name: 'Show password' }));
    expect(input.getAttribute('type')).toBe('text');
  });
});
