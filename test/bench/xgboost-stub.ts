/** A python3 that speaks as the script of XGBoost does, as long as it is given all rows that are not for the test. */

import process from 'node:process';

/** It goes by the first feature alone. */
export const XGBOOST_STUB = `#!${process.execPath}
console.log(JSON.stringify({ version: 'stub' }));
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { x, y, testX } = JSON.parse(line);
  if (x.length !== 960 || y.length !== 960 || testX.length !== 240) process.exit(1);
  const say = (rows) => rows.map(([pages]) => 1 / (1 + Math.exp(-2 * pages)));
  console.log(JSON.stringify({ held: say(x), test: say(testX), trees: 1, depth: 3, loss: 0.5 }));
});
`;
