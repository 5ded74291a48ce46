/** Ledgerly's tables. Money in cents, times in epoch milliseconds. */
export const SCHEMA = `
  create table if not exists companies (
    id text primary key,
    name text not null,
    trade text not null,
    employees integer not null,
    since integer not null
  ) strict;

  create table if not exists people (
    id text primary key,
    company text not null references companies (id),
    name text not null,
    email text not null,
    role text not null check (role in ('owner', 'member')),
    joined_at integer not null,
    unique (company, email)
  ) strict;

  create table if not exists customers (
    id text primary key,
    company text not null references companies (id),
    name text not null,
    unique (company, name)
  ) strict;

  create table if not exists invoices (
    id text primary key,
    company text not null references companies (id),
    number integer not null,
    customer text not null references customers (id),
    created_at integer not null,
    due_at integer not null,
    sent_at integer,
    sent_by text references people (id),
    paid_at integer,
    unique (company, number)
  ) strict;

  create table if not exists invoice_lines (
    invoice text not null references invoices (id),
    position integer not null,
    description text not null,
    quantity integer not null,
    unit_amount integer not null,
    primary key (invoice, position)
  ) strict;

  create table if not exists sessions (
    id text primary key,
    person text not null references people (id),
    expires_at integer not null
  ) strict;
`;
