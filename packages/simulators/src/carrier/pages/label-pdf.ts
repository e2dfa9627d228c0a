import type { Answer } from '../../kit/answer.ts';
import type { ShipmentRecord } from '../carrier-state.ts';

/** 4 by 6 inches in points. */
const [WIDTH, HEIGHT] = [288, 432];
const LINE = 18;

/** The label as a PDF of one page. Its font has Latin letters only; the page of the label has all. */
export function labelPdf({ shipment }: ShipmentRecord): Answer {
  const {
    selected_rate: rate,
    tracking_code: code,
    reference,
    to_address: to,
    refund_status: refund,
  } = shipment;
  const lines = [
    `${rate?.carrier ?? ''} ${rate?.service ?? ''}`,
    to.name ?? to.company ?? '',
    to.street1,
    [to.city, to.state, to.zip].filter(Boolean).join(' '),
    to.country,
    `${shipment.parcel.weight} oz   ${reference ?? ''}`,
    code ?? '',
    refund === null ? 'Specimen: no postage was paid.' : 'VOID: this label was refunded.',
  ];
  return { status: 200, type: 'application/pdf', body: pdfOf(lines.map(latin)) };
}

const latin = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?').replaceAll(/[\\()]/g, '\\$&');

/** A document by the rules of ISO 32000-1, 7.5: objects, and a table of where each begins. */
function pdfOf(lines: readonly string[]): string {
  const text = `BT /F1 12 Tf ${LINE} TL 24 ${HEIGHT - 40} Td ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const starts = objects.map((object, i) => {
    const start = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(start).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  return `${body}xref\n0 ${size}\n0000000000 65535 f \n${starts.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
}
