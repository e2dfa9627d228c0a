/** @jest-environment jsdom */
import { expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { show } from '../../test/show.tsx';
import { NewPasswordField } from './new-password-field.tsx';

it.each([
  ['abc', 'Easy to guess', ['a letter']],
  ['river2026', 'Fair. Longer is better', ['8 characters or more', 'a letter', 'a digit']],
  ['Quiet-river-2026', 'Hard to guess', ['8 characters or more', 'a letter', 'a digit']],
])('a new password %s is told to be: %s', async (typed, strength, met) => {
  await show(<NewPasswordField label="Password" typed={typed} />);
  expect(await screen.findByText(strength)).toBeTruthy();
  expect(screen.queryAllByText(/^✓/).map(({ textContent }) => textContent.slice(2))).toEqual(met);
});
