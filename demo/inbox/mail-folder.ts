/** Raw e-mails on disk, one `.eml` each; time, id and recipient stand in the file's name, since the envelope is not in the e-mail. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface KeptMail {
  readonly id: string;
  readonly receivedAt: number;
  readonly to: string;
}

export interface MailFolder {
  write(mail: KeptMail, raw: Buffer): void;
  list(): KeptMail[];
  read(mail: KeptMail): Buffer | undefined;
}

/** Without `folder` the e-mails live in memory. */
export function openMailFolder(folder: string | undefined): MailFolder {
  if (!folder) {
    const memory = new Map<string, Buffer>();
    return {
      write: ({ id }, raw) => void memory.set(id, raw),
      list: () => [],
      read: ({ id }) => memory.get(id),
    };
  }
  mkdirSync(folder, { recursive: true });
  return {
    write: (mail, raw) => writeFileSync(join(folder, fileName(mail)), raw),
    list: () => readdirSync(folder).flatMap(parseFileName),
    read: (mail) => readFileSync(join(folder, fileName(mail))),
  };
}

/** A file name holds 255 bytes at most, which many recipients would exceed. */
function fileName({ id, receivedAt, to }: KeptMail): string {
  return `${receivedAt}_${id}_${Buffer.from(to).toString('base64url').slice(0, 180)}.eml`;
}

function parseFileName(name: string): KeptMail[] {
  const match = /^(\d+)_([0-9a-f-]{36})_([\w-]*)\.eml$/.exec(name);
  if (!match) return [];
  const [, receivedAt, id, to] = match;
  return [
    { id: String(id), receivedAt: Number(receivedAt), to: Buffer.from(String(to), 'base64url').toString() },
  ];
}
