/** Nothing after the cutoff is a feature: whatever the future is made to be, no feature moves. */

import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { type ContactHistory, EVENT, type HistoryEvent } from '../../src/domain/event.ts';
import { cleanHistory } from '../../src/prepare/clean-history.ts';
import { computeFeatures, featureNames } from '../../src/prepare/compute-features.ts';
import { countBefore } from '../../src/prepare/count-before.ts';
import { createRandom, type Random } from '../../src/statistics/random.ts';
import { CUTOFF, event, history, randomEvent, randomHistory } from './build-history.ts';

type Compute = (history: ContactHistory, cutoff: number) => Float32Array;

const START = CUTOFF - 400 * DAY;
const END = CUTOFF + 90 * DAY;
const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

const compute: Compute = (raw, cutoff) => {
  const out = new Float32Array(featureNames.length);
  computeFeatures(cleanHistory(raw, END).history, cutoff, out, 0);
  return out;
};

describe('features as of a cutoff', () => {
  it('do not move when everything after the cutoff is scrambled', () => {
    expect(SEEDS.filter((seed) => movesWithFuture(compute, seed))).toEqual([]);
  });

  it('do not move when the future is deleted, or made of one kind of event only', () => {
    for (const name of Object.values(EVENT)) {
      const past = randomHistory(5, { from: START, to: CUTOFF, events: 60 }).events;
      const future = Array.from({ length: 40 }, (_, index) => event(name, CUTOFF + index * DAY));
      expect(compute(history([...past, ...future]), CUTOFF)).toEqual(compute(history(past), CUTOFF));
    }
  });

  it('do not move when it is scrambled what joins the contact after the cutoff, whenever that had happened', () => {
    expect(SEEDS.filter((seed) => movesWithJoins(compute, seed))).toEqual([]);
  });

  it('have what joined before the cutoff, and not what joins at it', () => {
    const past = randomHistory(5, { from: START, to: CUTOFF, events: 60 }).events;
    const withJoin = (joinedAt: number) =>
      compute(history([...past, event(EVENT.orderCompleted, CUTOFF - DAY, { joinedAt })]), CUTOFF);
    expect(withJoin(CUTOFF)).toEqual(compute(history(past), CUTOFF));
    expect(withJoin(CUTOFF - 1)).not.toEqual(compute(history(past), CUTOFF));
    expect(withJoin(CUTOFF - 1)).toEqual(withJoin(START));
  });

  it('take an event exactly at the cutoff for the future, and one a millisecond before it for the past', () => {
    const past = randomHistory(5, { from: START, to: CUTOFF, events: 60 }).events;
    const withEventAt = (at: number) => compute(history([...past, event(EVENT.orderCompleted, at)]), CUTOFF);
    expect(withEventAt(CUTOFF)).toEqual(compute(history(past), CUTOFF));
    expect(withEventAt(CUTOFF - 1)).not.toEqual(compute(history(past), CUTOFF));
  });

  it('do move with the past, so that the checks above are not of constants', () => {
    const values = SEEDS.map((seed) => {
      const from = CUTOFF - (seed % 2 === 0 ? 30 : 400) * DAY;
      return compute(randomHistory(seed, { from, to: CUTOFF, events: 1 + seed }), CUTOFF);
    });
    const constant = featureNames.filter((_, column) => new Set(values.map((row) => row[column])).size === 1);
    expect(constant).toEqual([]);
  });
});

describe('the check itself', () => {
  it('catches a feature that looks one event too far', () => {
    const leak: Compute = (raw, cutoff) => {
      const { events } = cleanHistory(raw, END).history;
      const seen = events.slice(0, countBefore(events, cutoff) + 1);
      const out = new Float32Array(featureNames.length);
      computeFeatures({ ...raw, events: seen }, Number.POSITIVE_INFINITY, out, 0);
      return out;
    };
    expect(SEEDS.filter((seed) => movesWithFuture(leak, seed)).length).toBeGreaterThan(SEEDS.length * 0.9);
  });

  it('catches a feature that counts the event at the cutoff', () => {
    const leak: Compute = (raw, cutoff) => compute(raw, cutoff + 1);
    expect(SEEDS.filter((seed) => movesWithFuture(leak, seed)).length).toBeGreaterThan(SEEDS.length * 0.5);
  });

  it('catches a feature that goes by when things happened alone', () => {
    const leak: Compute = ({ contactId, events }, cutoff) =>
      compute({ contactId, events: events.map(({ joinedAt: _, ...rest }) => rest) }, cutoff);
    expect(SEEDS.filter((seed) => movesWithJoins(leak, seed)).length).toBeGreaterThan(SEEDS.length * 0.9);
  });

  it('catches a feature that sees a click of the next day', () => {
    const leak: Compute = (raw, cutoff) =>
      Float32Array.of(
        raw.events.filter(({ name, at }) => name === EVENT.emailLinkClicked && at < cutoff + DAY).length,
      );
    expect(SEEDS.filter((seed) => movesWithFuture(leak, seed)).length).toBeGreaterThan(10);
  });
});

/** Whether any of the computed values differs between two futures of one past. */
function movesWithFuture(computeValues: Compute, seed: number): boolean {
  const random = createRandom(seed + 1000);
  const before = randomHistory(seed, { from: START, to: END, events: 150 });
  const past = before.events.filter(({ at }) => at < CUTOFF);
  const future = before.events.filter(({ at }) => at >= CUTOFF);
  if (past.length < 20 || future.length < 10) throw new Error('a past and a future are needed');
  const after = history([...past, ...scramble(future, random)], before.contactId);
  const old = computeValues(before, CUTOFF);
  return computeValues(after, CUTOFF).some((value, index) => !Object.is(value, old[index]));
}

/** Whether any of the computed values differs between two pasts of other contacts that join at the cutoff or later. */
function movesWithJoins(computeValues: Compute, seed: number): boolean {
  const random = createRandom(seed + 2000);
  const own = randomHistory(seed, { from: START, to: CUTOFF, events: 60 }).events.map((one, index) =>
    index % 3 === 0 ? { ...one, joinedAt: one.at + Math.floor(random.uniform() * (CUTOFF - one.at)) } : one,
  );
  const strangers = () =>
    Array.from({ length: 20 + random.integer(40) }, () => ({
      ...randomEvent(random, START, END),
      joinedAt: CUTOFF + (random.uniform() < 0.2 ? 0 : Math.floor(random.uniform() * (END - CUTOFF))),
    }));
  const [before, after] = [history([...own, ...strangers()]), history([...own, ...strangers()])];
  const old = computeValues(before, CUTOFF);
  return computeValues(after, CUTOFF).some((value, index) => !Object.is(value, old[index]));
}

/** Deletes a third, changes times, names, amounts, orders and lines of the rest, and adds as many anew. */
function scramble(future: readonly HistoryEvent[], random: Random): HistoryEvent[] {
  const kept = future
    .filter(() => random.uniform() > 1 / 3)
    .map((old) => ({
      ...randomEvent(random, CUTOFF, END),
      name: random.uniform() < 0.5 ? old.name : EVENT.emailOpened,
    }));
  const added = future.map(() => randomEvent(random, CUTOFF, END));
  const atTheCutoff = [EVENT.orderCompleted, EVENT.emailLinkClicked, EVENT.emailSent, 'Home'].map((name) => ({
    ...randomEvent(random, CUTOFF, END),
    name,
    at: CUTOFF,
  }));
  return [...kept, ...added, ...atTheCutoff];
}
