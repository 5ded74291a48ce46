import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

describe('the settings', () => {
  it('have a default each', () => {
    const directory = path.resolve('.kairos');
    const value = { port: 4400, database: { directory }, bootstrapKey: null, logLevel: 'info' };
    expect(readSettings({})).toEqual({ ok: true, value });
    expect(
      readSettings({ PORT: '', DATABASE_URL: '', KAIROS_DATA: '', KAIROS_BOOTSTRAP_KEY: '', LOG_LEVEL: '' }),
    ).toEqual({ ok: true, value });
  });

  it('are taken as they are said, a database by its URL before a directory', () => {
    const said = { PORT: '0', KAIROS_DATA: '/data', KAIROS_BOOTSTRAP_KEY: 'sk_live_0123-abc_', LOG_LEVEL: 'silent' };
    expect(readSettings(said)).toMatchObject({
      value: {
        port: 0,
        database: { directory: path.resolve('/data') },
        bootstrapKey: 'sk_live_0123-abc_',
        logLevel: 'silent',
      },
    });
    const url = 'postgresql://kairos@localhost/kairos';
    expect(readSettings({ ...said, DATABASE_URL: url })).toMatchObject({ value: { database: { url } } });
  });

  it.each([
    ['PORT', ['65536', '-1', '80.5', 'http', '1e9']],
    ['DATABASE_URL', ['mysql://localhost', 'localhost:5432', 'postgres://']],
    [
      'KAIROS_BOOTSTRAP_KEY',
      ['sk_test_', 'sk_test_short', 'pk_test_0123456789', 'sk_prod_0123456789', 'sk_test_with spaces'],
    ],
    ['LOG_LEVEL', ['loud', 'INFO']],
  ])('refuse a %s that is none, saying what is expected', (name, values) => {
    for (const value of values) {
      expect(readSettings({ [name]: value })).toMatchObject({
        ok: false,
        issues: [{ path: name, message: expect.stringMatching(/^expected /) }],
      });
    }
  });

  it('are refused all at once', () => {
    const read = readSettings({ PORT: 'x', DATABASE_URL: 'x', KAIROS_BOOTSTRAP_KEY: 'x', LOG_LEVEL: 'x' });
    expect(read.ok ? [] : read.issues.map((issue) => issue.path)).toEqual([
      'PORT',
      'DATABASE_URL',
      'KAIROS_BOOTSTRAP_KEY',
      'LOG_LEVEL',
    ]);
  });
});
