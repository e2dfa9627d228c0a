/** @jest-environment jsdom */
import type { Address, AnyProblem } from '@cartless/api-client';
import { describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { show } from '../../test/show.tsx';
import { AddressForm } from './address-form.tsx';

const MEI = {
  recipient: '林美',
  phone: '138 0013 8000',
  line1: '长乐路 88 号',
  city: '上海',
  region: '上海',
  postalCode: '200040',
  country: 'CN',
};

async function form(initial: Partial<Address>, answer?: AnyProblem) {
  const sent: Address[] = [];
  const onAddress = (address: Address) => Promise.resolve((sent.push(address), answer));
  await show(<AddressForm initial={initial} act="Save" onAddress={onAddress} />);
  await screen.findByLabelText('Recipient');
  return sent;
}
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

describe('the form of an address', () => {
  it('hands over what was typed in the spelling in which it is kept', async () => {
    const sent = await form(MEI);
    await save();
    expect(sent).toEqual([{ ...MEI, phone: '+8613800138000' }]);
  });

  it('has the fields that the post of the country knows, and forgets what was typed for another', async () => {
    const sent = await form({ ...MEI, phone: '+8613800138000' });
    await userEvent.selectOptions(screen.getByLabelText('Country or region'), 'AE');
    expect(screen.queryByLabelText('Postal code')).toBeNull();
    await userEvent.selectOptions(screen.getByLabelText('Country or region'), 'SG');
    expect(screen.queryByLabelText('Province or state')).toBeNull();
    await save();
    expect(sent[0]).toMatchObject({ country: 'SG', postalCode: '200040' });
    expect(sent[0]).not.toHaveProperty('region');
  });

  it('says what is wrong at its field, goes there, and keeps what was typed', async () => {
    const sent = await form({ ...MEI, city: '', postalCode: 'nonsense' });
    await save();
    expect(sent).toEqual([]);
    const postal = screen.getByLabelText<HTMLInputElement>('Postal code');
    expect([postal.getAttribute('aria-invalid'), postal.value]).toEqual(['true', 'nonsense']);
    expect(document.activeElement).toBe(screen.getByLabelText('City'));
  });

  it('shows what the shop refuses at the field', async () => {
    const problem = {
      type: '',
      title: '',
      status: 422,
      code: 'VALIDATION_FAILED',
      detail: 'no',
      traceId: '',
    };
    const errors = [{ field: 'shippingAddress.city', message: 'No such city.' }];
    await form(MEI, { ...problem, errors } as AnyProblem);
    await save();
    expect(await screen.findByText('No such city.')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
