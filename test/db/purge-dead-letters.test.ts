import { expect, it } from 'vitest';
import { createEventStore } from '../../db/stores/event-store.ts';
import { T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

describeOnEachDatabase('dead letters', (stage) => {
  it('are forgotten by age, however many there are, and only those of whoever asks', async () => {
    const letter = { field: 'event', reason: 'is missing', payload: 1 };
    const letters = [
      ...Array.from({ length: 1_500 }, (_, n) => ({ ...letter, receivedAt: T0 + n })),
      { ...letter, receivedAt: T0 + 1_500 },
    ];
    const events = createEventStore(stage.parts());
    const strange = createEventStore(stage.stranger());
    await events.ingest([], letters);
    await strange.ingest([], letters.slice(0, 2));
    expect(await events.purgeDeadLetters(T0 + 1_500)).toBe(1_500);
    expect(await events.deadLetters(9)).toMatchObject([{ receivedAt: T0 + 1_500 }]);
    expect(await strange.deadLetters(9)).toHaveLength(2);
    expect(await events.purgeDeadLetters(T0)).toBe(0);
  });
});
