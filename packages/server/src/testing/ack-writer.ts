import { openDatabase } from '../store/open-database.ts';

/**
 * A process that commits one row after the other and says so once each is committed, until it is killed: what it said must be
 * there afterwards. Arguments: data directory, first number.
 */
const [directory = '', first = '0'] = process.argv.slice(2);
const database = await openDatabase({ directory });
process.stdout.write('open\n');
for (let number = Number(first); ; number += 1) {
  await database.transaction({ environment: 'acme' }, (trx) =>
    trx
      .insertInto('console_sessions')
      .values({ hash: String(number), environment: 'acme', expires_at: number })
      .execute(),
  );
  process.stdout.write(`${number}\n`);
}
