import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** A business that invoices with Ledgerly: the account, in Kairos' words. */
export interface Company {
  readonly id: string;
  readonly name: string;
  readonly trade: string;
  readonly employees: number;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** Somebody who works there: the user, in Kairos' words. */
export interface Person {
  readonly id: string;
  readonly company: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'owner' | 'member';
  /** Epoch milliseconds. */
  readonly joinedAt: number;
}

export interface Companies {
  readonly add: (company: Company) => void;
  readonly all: () => readonly Company[];
  readonly find: (id: string) => Company | null;
  readonly addPerson: (person: Person) => void;
  readonly findPerson: (id: string) => Person | null;
  /** Everybody of a company, in the order that they joined. */
  readonly peopleOf: (company: string) => readonly Person[];
}

const companyRow = z.object({
  id: z.string(),
  name: z.string(),
  trade: z.string(),
  employees: z.number(),
  since: z.number(),
});

const personRow = z.object({
  id: z.string(),
  company: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['owner', 'member']),
  joinedAt: z.number(),
});

const PERSON = 'select id, company, name, email, role, joined_at as "joinedAt" from people';

export function companiesIn(database: DatabaseSync): Companies {
  const insert = database.prepare('insert into companies (id, name, trade, employees, since) values (?, ?, ?, ?, ?)');
  const selectAll = database.prepare('select id, name, trade, employees, since from companies order by since, id');
  const selectOne = database.prepare('select id, name, trade, employees, since from companies where id = ?');
  const insertPerson = database.prepare(
    'insert into people (id, company, name, email, role, joined_at) values (?, ?, ?, ?, ?, ?)',
  );
  const selectPerson = database.prepare(`${PERSON} where id = ?`);
  const selectPeople = database.prepare(`${PERSON} where company = ? order by joined_at, id`);
  return {
    add: ({ id, name, trade, employees, since }) => void insert.run(id, name, trade, employees, since),
    all: () => selectAll.all().map((row) => companyRow.parse(row)),
    find: (id) => companyRow.optional().parse(selectOne.get(id)) ?? null,
    addPerson: ({ id, company, name, email, role, joinedAt }) =>
      void insertPerson.run(id, company, name, email, role, joinedAt),
    findPerson: (id) => personRow.optional().parse(selectPerson.get(id)) ?? null,
    peopleOf: (company) => selectPeople.all(company).map((row) => personRow.parse(row)),
  };
}
