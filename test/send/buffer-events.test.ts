import { expect, it } from 'vitest';
import type { NewEvent } from '../../src/domain/event.ts';
import { AppError } from '../../src/errors.ts';
import { createEventBuffer } from '../../src/send/buffer-events.ts';

function build(count: number, contactId = 'ann'): NewEvent[] {
  return Array.from({ length: count }, (_, i) => ({
    messageId: `${contactId}:${i}`,
    type: 'track',
    name: 'Email Sent',
    identity: { contactId },
    timestamp: 0,
    receivedAt: 0,
    lines: [],
    consents: [],
    products: [],
    payload: {},
  }));
}

function storeThat(refuse: (events: readonly NewEvent[]) => AppError | null) {
  const groups: (readonly NewEvent[])[] = [];
  return {
    groups,
    async ingest(events: readonly NewEvent[]) {
      const refusal = refuse(events);
      if (refusal) throw refusal;
      groups.push(events);
      return { stored: events.length, duplicates: 0, deadLetters: 0, duplicateIndexes: [] };
    },
  };
}

it('stores many events in few commits, and the rest at the end', async () => {
  const store = storeThat(() => null);
  const buffer = createEventBuffer(store);
  for (const event of build(120)) await buffer.add([event]);
  await buffer.flush();
  await buffer.flush();
  expect(store.groups.map(({ length }) => length)).toEqual([50, 50, 20]);
});

it('keeps events that could not be stored, in their order, and stores them with the next', async () => {
  let isDown = true;
  const store = storeThat(() => (isDown ? new AppError('unavailable', 'The database is busy.') : null));
  const buffer = createEventBuffer(store);
  await buffer.add(build(50));
  await expect(buffer.flush()).rejects.toThrow('busy');
  isDown = false;
  await buffer.add(build(1, 'bob'));
  expect(store.groups).toEqual([[...build(50), ...build(1, 'bob')]]);
});

it('drops only the events of a contact who was forgotten', async () => {
  const isGone = ({ identity }: NewEvent) => identity.contactId === 'gone';
  const store = storeThat((events) =>
    events.some(isGone) ? new AppError('not_found', 'There is no such contact.') : null,
  );
  const buffer = createEventBuffer(store);
  await buffer.add([...build(2), ...build(2, 'gone'), ...build(1, 'bob')]);
  await buffer.flush();
  expect(store.groups.flat()).toEqual([...build(2), ...build(1, 'bob')]);
});
