import { formatMoney, type Locale, type Money } from '@cartless/domain';
import { type Html, html, type Page, page } from '@cartless/html';
import type { DocumentShape } from './document-body.ts';
import { STYLE } from './document-style.ts';
import { WORDS } from './document-words.ts';

type Context = Readonly<{ words: (typeof WORDS)[Locale]; money: (amount: Money) => string; locale: Locale }>;

/** A document as a page to read and to print. */
export function documentPage(document: DocumentShape, locale: Locale): Page {
  const words = WORDS[locale];
  const context = { words, locale, money: (amount: Money) => formatMoney(amount, locale) };
  const title = words.titles[document.kind];
  const body = html`<main>
    <h1>${title}</h1>
    ${facts(document, context)} ${sides(document, words)} ${lines(document, context)}
    ${taxes(document, context)} ${notes(document, context)}
    <footer class="quiet"><p>${words.says[document.kind]}</p></footer>
  </main>`;
  return page({ language: locale, title: `${title} ${document.number}`, style: STYLE, body });
}

function facts(document: DocumentShape, { words, locale }: Context): Html {
  const { number, day, orderNumber, orderId, placedDay, invoiceNumber } = document;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [words.number, number],
    [words.date, dayText(day, locale)],
    [words.about, invoiceNumber],
    [words.order, orderNumber ?? orderId],
    [words.ordered, placedDay && dayText(placedDay, locale)],
  ];
  return html`<dl class="facts">
    ${rows.flatMap(([name, value]) =>
      value === undefined
        ? []
        : [
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
          ],
    )}
  </dl>`;
}

function sides({ seller, buyer }: DocumentShape, words: Context['words']): Html {
  const own = (lines: readonly string[], taxNumber: string | undefined) =>
    [...lines, ...(taxNumber === undefined ? [] : [`${words.taxNumber} ${taxNumber}`])].map(
      (line) => html`<p>${line}</p>`,
    );
  const contact = seller.contact === undefined ? [] : [seller.contact];
  return html`<div class="sides">
    <section aria-labelledby="seller">
      <h2 id="seller">${words.seller}</h2>
      ${own([seller.name, ...seller.address, ...contact], seller.taxNumber)}
    </section>
    <section aria-labelledby="buyer">
      <h2 id="buyer">${words.buyer}</h2>
      ${own([buyer?.title ?? words.person], buyer?.taxNumber)}
    </section>
  </div>`;
}

function lines(document: DocumentShape, { words, money }: Context): Html {
  const { kind, lines: sold, shippingFee, total, taxIncluded } = document;
  const heads = [words.item, words.quantity, words.unitPrice, words.discount, words.rate, words.amount];
  const rows = sold.map(
    (line) =>
      html`<tr>
        <td>${line.title}</td>
        <td>${line.quantity}</td>
        <td>${money(line.unitPrice)}</td>
        <td>${line.discount === undefined ? '' : money(line.discount)}</td>
        <td>${rateText(line.taxRate)}</td>
        <td>${money(line.lineTotal)}</td>
      </tr>`,
  );
  const fee =
    shippingFee === undefined || shippingFee.amount === 0 ? [] : [sum(words.shipping, money(shippingFee))];
  return html`<div class="scroll">
    <table>
      ${
        kind === 'invoice'
          ? html`<thead>
              <tr>
                ${heads.map((head) => html`<th scope="col">${head}</th>`)}
              </tr>
            </thead>`
          : ''
      }
      <tbody>
        ${rows}
      </tbody>
      <tfoot>
        ${fee} ${sum(words.total, money(total), 'sum')} ${sum(words.included, money(taxIncluded))}
      </tfoot>
    </table>
  </div>`;
}

const sum = (name: string, value: string, style = ''): Html =>
  html`<tr class="${style}">
    <th scope="row" colspan="5">${name}</th>
    <td>${value}</td>
  </tr>`;

function taxes({ taxes: rates }: DocumentShape, { words, money }: Context): Html {
  const rows = rates.map(
    ({ taxRate, net, tax, gross }) =>
      html`<tr>
        <th scope="row">${rateText(taxRate)}</th>
        <td>${money(net)}</td>
        <td>${money(tax)}</td>
        <td>${money(gross)}</td>
      </tr>`,
  );
  const heads = [words.rate, words.net, words.tax, words.gross];
  return table(words.taxes, heads, rows);
}

function notes({ creditNotes }: DocumentShape, { words, money, locale }: Context): Html | '' {
  if (creditNotes.length === 0) return '';
  const rows = creditNotes.map(
    ({ number, kind, day, total, taxIncluded }) =>
      html`<tr>
        <th scope="row">${number} ${words.titles[kind]}</th>
        <td>${dayText(day, locale)}</td>
        <td>${money(taxIncluded)}</td>
        <td>${money(total)}</td>
      </tr>`,
  );
  return table(words.notes, [words.number, words.date, words.included, words.amount], rows);
}

const table = (caption: string, heads: readonly string[], rows: readonly Html[]): Html =>
  html`<div class="scroll">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;

/** 1300 is `13%`, 725 is `7.25%`. */
const rateText = (rate: number): string => `${rate / 100}%`;

const dayText = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
