import { describe, expect, it } from 'vitest';
import { translatePostgresFault } from '../../db/translate-postgres-fault.ts';

describe('what the driver says', () => {
  const coded = (code: string) => Object.assign(new Error(code), { code });

  it.each([
    ['no way to the host', coded('EHOSTUNREACH')],
    ['no network', coded('ENETUNREACH')],
    ['no name server', coded('EAI_AGAIN')],
    ['a server that crashed', coded('57P02')],
    ['every address of a host', new AggregateError([coded('EHOSTUNREACH'), coded('ENETUNREACH')])],
    ['a query on a broken connection', new Error('Failed query', { cause: coded('ECONNRESET') })],
    [
      'a connection that took too long',
      new Error('Connection terminated due to connection timeout', {
        cause: new Error('Connection terminated unexpectedly'),
      }),
    ],
    ['a database that takes nobody now', Object.assign(coded('55000'), { severity: 'FATAL' })],
    ['a transaction that stood still', coded('25P03')],
  ])('of %s can be tried again', (_, fault) => {
    expect(translatePostgresFault(fault)).toMatchObject({
      name: 'AppError',
      code: 'unavailable',
      cause: fault,
    });
  });

  it('of a mistake of ours is left as it is', () => {
    for (const mistake of [coded('42P01'), Object.assign(coded('55000'), { severity: 'ERROR' })])
      expect(translatePostgresFault(mistake)).toBe(mistake);
  });
});
