/** On which mornings the team is told something. */

import { describe, expect, it } from 'vitest';
import { judgeMorning } from '../../jobs/judge-morning.ts';

type Night = Parameters<typeof judgeMorning>[0];

const night = (change: object = {}) =>
  ({
    proposed: [],
    judgement: null,
    prepared: { outcome: { kind: 'ready' } },
    ...change,
  }) as unknown as Night;
const untrained = { prepared: { outcome: { kind: 'not-enough-data' } } };

describe('a morning', () => {
  it('has news after the first night, whatever it brought', () => {
    expect(judgeMorning(night(), null)).toEqual({ kind: 'news' });
    expect(judgeMorning(night(untrained), undefined)).toEqual({ kind: 'news' });
  });

  it('has news when there is something to decide or to know', () => {
    expect(judgeMorning(night({ proposed: [{}] }), {}).kind).toBe('news');
    expect(judgeMorning(night({ judgement: { promoted: {} } }), {}).kind).toBe('news');
    expect(
      judgeMorning(night({ prepared: { outcome: { kind: 'held' } } }), { notTrained: 'held' }).kind,
    ).toBe('news');
    expect(judgeMorning(night(untrained), {}).kind).toBe('news');
    expect(judgeMorning(night(), { notTrained: 'too few' }).kind).toBe('news');
  });

  it('is quiet otherwise, and says so in one line each seventh time', () => {
    expect(judgeMorning(night({ judgement: { promoted: null } }), {})).toEqual({
      kind: 'quiet',
      mornings: 1,
    });
    expect(judgeMorning(night(untrained), { notTrained: 'too few', quietMornings: 4 })).toEqual({
      kind: 'quiet',
      mornings: 5,
    });
    expect(judgeMorning(night(), { quietMornings: 6 })).toEqual({ kind: 'quiet week', mornings: 7 });
    expect(judgeMorning(night(), { quietMornings: 7 })).toEqual({ kind: 'quiet', mornings: 8 });
  });
});
