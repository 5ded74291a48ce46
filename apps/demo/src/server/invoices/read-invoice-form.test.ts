import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInvoiceForm } from './read-invoice-form.ts';

function formOf(fields: readonly (readonly [string, string])[]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

function linePriced(price: string): FormData {
  return formOf([
    ['customer', 'Cloudberry Bakery'],
    ['dueInDays', '14'],
    ['description', 'Signage'],
    ['quantity', '1'],
    ['price', price],
  ]);
}

describe('the form of an invoice', () => {
  it('is read into cents, whole quantities and trimmed names', () => {
    const data = formOf([
      ['customer', '  Cloudberry   Bakery '],
      ['dueInDays', '30'],
      ['description', ' Signage '],
      ['quantity', '3'],
      ['price', '$1,240.5'],
      ['description', 'Delivery'],
      ['quantity', '1'],
      ['price', '0'],
    ]);
    expect(readInvoiceForm(data)).toEqual({
      ok: true,
      customerName: 'Cloudberry Bakery',
      dueInDays: 30,
      lines: [
        { description: 'Signage', quantity: 3, unitAmount: 124_050 },
        { description: 'Delivery', quantity: 1, unitAmount: 0 },
      ],
    });
  });

  it('leaves out lines in which nothing was written', () => {
    const data = linePriced('10');
    for (const [name, value] of [
      ['description', ''],
      ['quantity', '1'],
      ['price', ''],
    ] as const)
      data.append(name, value);
    expect(readInvoiceForm(data)).toMatchObject({ ok: true, lines: [{ description: 'Signage' }] });
  });

  it('comes back with what was typed and everything that is wrong with it', () => {
    const data = formOf([
      ['customer', ' '],
      ['description', ''],
      ['quantity', '1.5'],
      ['price', 'ten'],
    ]);
    expect(readInvoiceForm(data)).toEqual({
      ok: false,
      form: { customer: ' ', dueInDays: '14', lines: [{ description: '', quantity: '1.5', price: 'ten' }] },
      problems: [
        { field: 'customer', message: 'Say who the invoice is for.' },
        { field: 'description-0', message: 'Say what this line is for.' },
        { field: 'quantity-0', message: 'Give a whole number, 1 or more.' },
        { field: 'price-0', message: 'Give a price such as 240 or 1,250.50.' },
      ],
    });
  });

  it('takes every price up to a million to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), fc.boolean(), (cents, isGrouped) => {
        const whole = Math.floor(cents / 100);
        const text = `${isGrouped ? whole.toLocaleString('en-US') : whole}.${String(cents % 100).padStart(2, '0')}`;
        expect(readInvoiceForm(linePriced(text))).toMatchObject({ ok: true, lines: [{ unitAmount: cents }] });
      }),
    );
  });

  it.each(['-1', '1.234', '1e3', '1,00', '0x10', '', '1000001'])('refuses %j as a price', (price) => {
    expect(readInvoiceForm(linePriced(price)).ok).toBe(false);
  });
});
