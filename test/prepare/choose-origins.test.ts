/** Which earlier moments a model is asked at. */

import { expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { chooseOrigins } from '../../src/prepare/choose-origins.ts';

const START = Date.UTC(2026, 0, 1);
/** Of windows of ten days, the last that ended by 1 June: 20,600 days after 1 January 1970. */
const END = 20_600 * DAY;
const test = Date.UTC(2026, 5, 1);
const days = (at: number) => (END - at) / DAY;

it('takes the three newest windows whose outcomes are known before the test begins, each learning from what lies before it', () => {
  const origins = chooseOrigins({ start: START, contacts: 100 }, { test }, 10);
  expect(origins.map((origin) => days(origin.test))).toEqual([10, 20, 30]);
  expect(origins.map((origin) => days(origin.validation))).toEqual([20, 30, 40]);
  expect(origins.map((origin) => days(origin.training.at(-1)!))).toEqual([30, 40, 50]);
  expect(origins.map(({ training }) => training.length)).toEqual([11, 10, 9]);
});

it('takes the same ones on the following nights, and a window later one more', () => {
  const at = (later: number) =>
    chooseOrigins({ start: START, contacts: 100 }, { test: END + later * DAY }, 10).map((origin) =>
      days(origin.test),
    );
  expect([at(0), at(9)]).toEqual([
    [10, 20, 30],
    [10, 20, 30],
  ]);
  expect(at(10)).toEqual([0, 10, 20]);
});

it('leaves out origins with too little before them', () => {
  const from = (windows: number) =>
    chooseOrigins({ start: END - windows * 10 * DAY, contacts: 100 }, { test }, 10).map((origin) =>
      days(origin.test),
    );
  expect([from(3.9), from(4), from(5.5), from(6)]).toEqual([[], [10], [10, 20], [10, 20, 30]]);
});
