import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewInvoice } from './invoices.ts';
import { openStore, type Store } from './open-store.ts';

const NOW = Date.UTC(2026, 4, 18);

function anInvoice(invoice: Partial<NewInvoice> & { readonly id: string }): NewInvoice {
  const lines = [{ description: 'Signage', quantity: 2, unitAmount: 12_050 }];
  return { company: 'foundry', customerName: 'Cloudberry Bakery', createdAt: NOW, dueAt: NOW + 1, lines, ...invoice };
}

function withCompanies(store: Store): Store {
  for (const id of ['foundry', 'mill']) {
    store.companies.add({ id, name: id, trade: 'craft', employees: 3, since: NOW });
    store.companies.addPerson({
      id: `owner-of-${id}`,
      company: id,
      name: 'O',
      email: 'o@x.example',
      role: 'owner',
      joinedAt: NOW,
    });
  }
  return store;
}

describe('the store', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledgerly-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('has everything still after a restart', () => {
    const before = withCompanies(openStore(directory));
    before.invoices.add(anInvoice({ id: 'one' }));
    before.invoices.markSent('one', { by: 'owner-of-foundry', at: NOW });
    before.sessions.add({ id: 'session', person: 'owner-of-foundry', expiresAt: NOW + 1 });
    const [kept, lines] = [before.invoices.find('foundry', 'one'), before.invoices.linesOf('one')];
    before.close();
    const after = openStore(directory);
    expect(after.invoices.find('foundry', 'one')).toEqual(kept);
    expect(after.invoices.linesOf('one')).toEqual(lines);
    expect(after.sessions.personOf('session', NOW)).toBe('owner-of-foundry');
    after.close();
  });

  it('counts each company’s invoices from one, and adds up their lines', () => {
    const store = withCompanies(openStore(null));
    const numbers = [anInvoice({ id: 'a' }), anInvoice({ id: 'b', company: 'mill' }), anInvoice({ id: 'c' })].map(
      (invoice) => store.invoices.add(invoice).number,
    );
    expect(numbers).toEqual([1, 1, 2]);
    expect(store.invoices.find('foundry', 'c')).toMatchObject({ total: 24_100, sentAt: null, paidAt: null });
    expect(store.invoices.customersOf('foundry')).toEqual(['Cloudberry Bakery']);
  });

  it('finds an invoice for its own company only', () => {
    const store = withCompanies(openStore(null));
    store.invoices.add(anInvoice({ id: 'a' }));
    expect(store.invoices.find('mill', 'a')).toBeNull();
    expect(store.invoices.allOf('mill')).toEqual([]);
  });

  it('marks an invoice as sent once, and as paid once it is sent', () => {
    const store = withCompanies(openStore(null));
    store.invoices.add(anInvoice({ id: 'a' }));
    expect(store.invoices.markPaid('a', NOW)).toBe(false);
    expect(store.invoices.markSent('a', { by: 'owner-of-foundry', at: NOW })).toBe(true);
    expect(store.invoices.markSent('a', { by: 'owner-of-foundry', at: NOW + 1 })).toBe(false);
    expect(store.invoices.markPaid('a', NOW + 2)).toBe(true);
    expect(store.invoices.markPaid('a', NOW + 3)).toBe(false);
    expect(store.invoices.find('foundry', 'a')).toMatchObject({ sentAt: NOW, paidAt: NOW + 2 });
  });

  it('does all of a piece of work or none of it', () => {
    const store = withCompanies(openStore(null));
    const interrupted = (): void =>
      store.atomically(() => {
        store.invoices.add(anInvoice({ id: 'a' }));
        throw new Error('interrupted');
      });
    expect(interrupted).toThrow('interrupted');
    const line = { description: 'Signage', quantity: 1.5, unitAmount: 1 };
    expect(() => store.invoices.add(anInvoice({ id: 'b', lines: [line] }))).toThrow('cannot store REAL value');
    expect(store.invoices.allOf('foundry')).toEqual([]);
    expect(store.invoices.add(anInvoice({ id: 'c' })).number).toBe(1);
  });

  it('lets a session end by itself', () => {
    const store = withCompanies(openStore(null));
    store.sessions.add({ id: 'session', person: 'owner-of-mill', expiresAt: NOW });
    expect(store.sessions.personOf('session', NOW - 1)).toBe('owner-of-mill');
    expect(store.sessions.personOf('session', NOW)).toBeNull();
  });
});
