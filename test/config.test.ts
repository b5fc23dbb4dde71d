import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { AppError } from '../src/errors.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const SLACK = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'secret',
  SLACK_CHANNEL: 'C1',
  SLACK_APPROVERS: 'U1, U2',
};
const MAIL = {
  SMTP_URL: 'smtps://me:secret@smtp.example.com',
  MAIL_FROM: 'Candle & Co <hello@example.com>',
  POSTAL_ADDRESS: '1 Wick Lane, London',
};

describe('the configuration', () => {
  it('of an empty environment is the local workspace on this machine only', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3000',
      dataDir: resolve('data'),
      writeKey: null,
      masterKey: null,
      mail: null,
      slack: null,
      logLevel: 'info',
    });
  });

  it('takes an empty variable for one that is not set', () => {
    const empty = Object.fromEntries([...namesRead()].map((name) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('takes Slack and mail as they are set', () => {
    const config = readConfig({
      ...SLACK,
      ...MAIL,
      FLYWHEEL_KEY: KEY,
      PUBLIC_URL: 'https://shop.example.com/',
    });
    expect(config.slack).toMatchObject({
      botToken: 'xoxb-1',
      channel: 'C1',
      approvers: ['U1', 'U2'],
      appToken: null,
    });
    expect(config.mail).toEqual({
      smtpUrl: MAIL.SMTP_URL,
      from: MAIL.MAIL_FROM,
      postalAddress: MAIL.POSTAL_ADDRESS,
    });
    expect(config.masterKey).toBe(KEY);
    expect(config.publicUrl).toBe('https://shop.example.com');
  });

  it('with three faults names all three, of one variable as of two that belong together', () => {
    const faults = faultsOf({
      PORT: 'many',
      FLYWHEEL_KEY: 'c2hvcnQ=',
      SMTP_URL: 'smtp://mail',
      MAIL_FROM: 'a@b.example',
    });
    expect(faults).toHaveLength(3);
    expect(faults[0]).toMatch(/^PORT: /);
    expect(faults[1]).toMatch(/^FLYWHEEL_KEY: .*openssl rand/);
    expect(faults[2]).toMatch(/^POSTAL_ADDRESS: /);
  });

  it.each([
    ['a port that no machine has', { PORT: '70000' }, 'PORT'],
    ['a public address without http', { PUBLIC_URL: 'shop.example.com' }, 'PUBLIC_URL'],
    ['a mail server that is a web server', { ...MAIL, SMTP_URL: 'https://mail.example.com' }, 'SMTP_URL'],
    ['a mail server that is no URL', { ...MAIL, SMTP_URL: 'mail' }, 'SMTP_URL'],
    ['an app token where the bot token goes', { ...SLACK, SLACK_BOT_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
    [
      'Slack without a way to trust its calls',
      { ...SLACK, SLACK_SIGNING_SECRET: '' },
      'SLACK_SIGNING_SECRET',
    ],
    ['Slack without anybody who may approve', { ...SLACK, SLACK_APPROVERS: '' }, 'SLACK_APPROVERS'],
    ['a database of another kind', { DATABASE_URL: 'mysql://localhost/flywheel' }, 'DATABASE_URL'],
    ['a log level that nobody knows', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ])('with %s is refused by the name of the variable', (_, environment, name) => {
    const faults = faultsOf(environment);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}: `));
  });

  it('needs no signing secret in Socket Mode', () => {
    const { SLACK_SIGNING_SECRET, ...others } = SLACK;
    expect(readConfig({ ...others, SLACK_APP_TOKEN: 'xapp-1' }).slack).toMatchObject({ appToken: 'xapp-1' });
  });
});

describe('.env.example', () => {
  const text = readFileSync('.env.example', 'utf8');

  it('lists every variable that is read, and no other, each below a comment', () => {
    expect(Object.keys(parse(text)).sort()).toEqual([...namesRead()].sort());
    const lines = text.split('\n');
    const bare = lines.filter((line, i) => /^[A-Z_]+=/.test(line) && !/^# [^-]/.test(lines[i - 1] ?? ''));
    expect(bare).toEqual([]);
  });

  it('copied to .env changes nothing', () => {
    expect(readConfig(parse(text))).toEqual(readConfig({}));
  });
});

/** The variables that readConfig asks an environment for. */
function namesRead(): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (name: string | symbol) =>
    typeof name === 'string' && /^[A-Z_]+$/.test(name) && names.add(name);
  readConfig(
    new Proxy<Record<string, string>>(
      {},
      {
        get: (_, name) => {
          note(name);
          return undefined;
        },
      },
    ),
  );
  return names;
}

/** The faults that a refusal lists, one each. */
function faultsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    const { code, message } = error as AppError;
    expect(code).toBe('invalid');
    return [...message.matchAll(/^ {2}- (.*)$/gm)].map(([, fault]) => fault!);
  }
  return [];
}
