/** `/model`: the champion, its metrics beside base rate and baseline, and the latest training runs. */

import type { App } from '@slack/bolt';
import { drawModel } from '../src/adapters/slack/draw-model.ts';
import { onCommand } from './answer.ts';
import type { CommandParts } from './command-parts.ts';

const RUNS = 12;

export function registerModel(bolt: App, parts: CommandParts): void {
  onCommand(bolt, parts, {
    name: '/model',
    answer: async () => {
      const { modelRuns } = parts.stores;
      return drawModel(await modelRuns.champion(), await modelRuns.recent(RUNS));
    },
  });
}
