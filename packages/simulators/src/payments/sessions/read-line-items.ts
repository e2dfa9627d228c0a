import { ApiError } from '../api/api-error.ts';
import type { Params } from '../api/params.ts';
import { type LineItem, newId } from '../stripe-objects.ts';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

/** Reads `line_items`: each has its own `price_data`, as the simulator keeps no products or prices. */
export function readLineItems(params: Params): LineItem[] {
  const lines = params.list('line_items').map(readLine);
  if (lines.length === 0) params.required('line_items', undefined);
  if (lines.length > 100)
    throw new ApiError('line_items can have at most 100 entries', { param: 'line_items' });
  const other = lines.find((line) => line.currency !== lines[0]?.currency);
  if (other !== undefined) {
    const message = `All line items must have the same currency, not ${lines[0]?.currency} and ${other.currency}`;
    throw new ApiError(message, { param: 'line_items' });
  }
  return lines;
}

function readLine(line: Params): LineItem {
  const price = line.text('price');
  if (price !== undefined) {
    const message = `No such price: '${price}' (the payment simulator keeps no prices; use price_data)`;
    throw new ApiError(message, { code: 'resource_missing', param: line.fullName('price') });
  }
  const quantity = line.required('quantity', line.integer('quantity', { min: 1, max: 999_999 }));
  const data = line.required('price_data', line.nested('price_data'));
  const currency = readCurrency(data);
  const unitAmount = data.required('unit_amount', data.integer('unit_amount'));
  const product = data.required('product_data', data.nested('product_data'));
  const name = product.required('name', product.text('name', 250));
  product.metadata();
  product.ignore('description', 'images', 'tax_code');
  data.ignore('tax_behavior');
  const amount = unitAmount * quantity;
  return {
    id: newId('li'),
    object: 'item',
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency,
    description: name,
    price: { id: newId('price'), object: 'price', type: 'one_time', currency, unit_amount: unitAmount },
    quantity,
  };
}

function readCurrency(data: Params): string {
  const currency = data.required('currency', data.text('currency', 10)).toLowerCase();
  if (CURRENCIES.has(currency)) return currency;
  throw new ApiError(`Invalid currency: ${currency}`, { param: data.fullName('currency') });
}
