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
const judge = (of: Night, last: Parameters<typeof judgeMorning>[1], besidesNews: string | null = null) =>
  judgeMorning(of, last, besidesNews);
const untrained = { prepared: { outcome: { kind: 'not-enough-data' } } };

describe('a morning', () => {
  it('has news after the first night, whatever it brought', () => {
    expect(judge(night(), null)).toEqual({ kind: 'news' });
    expect(judge(night(untrained), undefined)).toEqual({ kind: 'news' });
  });

  it('has news when there is something to decide or to know', () => {
    expect(judge(night({ proposed: [{}] }), {}).kind).toBe('news');
    expect(judge(night({ judgement: { promoted: {} } }), {}).kind).toBe('news');
    expect(judge(night({ prepared: { outcome: { kind: 'held' } } }), { notTrained: 'held' }).kind).toBe(
      'news',
    );
    expect(judge(night(), {}, 'Who leaves is foretold by nobody any more.').kind).toBe('news');
    expect(judge(night(untrained), {}).kind).toBe('news');
    expect(judge(night(), { notTrained: 'too few' }).kind).toBe('news');
  });

  it('is quiet otherwise, and says so in one line each seventh time', () => {
    expect(judge(night({ judgement: { promoted: null } }), {})).toEqual({
      kind: 'quiet',
      mornings: 1,
    });
    expect(judge(night(untrained), { notTrained: 'too few', quietMornings: 4 })).toEqual({
      kind: 'quiet',
      mornings: 5,
    });
    expect(judge(night(), { quietMornings: 6 })).toEqual({ kind: 'quiet week', mornings: 7 });
    expect(judge(night(), { quietMornings: 7 })).toEqual({ kind: 'quiet', mornings: 8 });
  });
});
