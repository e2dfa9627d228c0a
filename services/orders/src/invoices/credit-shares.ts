import { apportion, proportion } from '@cartless/domain';
import type { TaxShare } from '../tax/included-tax.ts';
import { type CreditNote, type Invoice, isNote, type TaxDocument } from './tax-document.ts';

/**
 * How an amount that goes back divides over the rates of an invoice: in proportion to what earlier notes have left of it, so
 * that all notes together take back exactly the invoice's tax when all money went back.
 */
export function creditShares(
  invoice: Invoice,
  notes: readonly CreditNote[],
  amount: number,
): readonly TaxShare[] {
  const left = remaining(invoice, notes);
  const parts = apportion(
    amount,
    left.map(({ gross }) => gross),
  );
  return left.flatMap(({ rate, gross, tax }, index) => {
    const part = parts[index] ?? 0;
    return part === 0 ? [] : [{ rate, gross: part, tax: proportion(tax, part, gross) }];
  });
}

/** What the notes of a refund took back, and is invoiced again now. */
export function reversedShares(notes: readonly CreditNote[], refund: string): readonly TaxShare[] {
  const own = notes.filter((note) => note.refund === refund);
  const rates = [...new Set(own.flatMap(({ shares }) => shares.map(({ rate }) => rate)))];
  return rates
    .map((rate) => ({
      rate,
      gross: -counted(own, rate, 'gross'),
      tax: -counted(own, rate, 'tax'),
    }))
    .filter(({ gross }) => gross > 0);
}

/** What is left of an invoice after its notes. */
const remaining = ({ shares }: Invoice, notes: readonly CreditNote[]): readonly TaxShare[] =>
  shares.map(({ rate, gross, tax }) => ({
    rate,
    gross: gross + counted(notes, rate, 'gross'),
    tax: tax + counted(notes, rate, 'tax'),
  }));

/** What documents come to at a rate, credit notes below zero. */
export const counted = (documents: readonly TaxDocument[], rate: number, what: 'gross' | 'tax'): number =>
  documents
    .filter(isNote)
    .flatMap(({ kind, shares }) =>
      shares.map((share) => (share.rate !== rate ? 0 : kind === 'credit-note' ? -share[what] : share[what])),
    )
    .reduce((sum, amount) => sum + amount, 0);
