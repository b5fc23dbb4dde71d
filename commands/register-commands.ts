/** All that a person in Slack can start. */

import type { App } from '@slack/bolt';
import { registerMessages } from './answer-messages.ts';
import { registerAudience } from './audience.ts';
import { registerCampaign } from './campaign.ts';
import { registerChampionChange } from './change-champion.ts';
import type { CommandParts } from './command-parts.ts';
import { registerExport } from './export-audience.ts';
import { registerHome } from './home.ts';
import type { Homes } from './keep-homes.ts';
import { registerModel } from './model.ts';
import { registerPredict } from './predict.ts';
import { registerReport } from './report.ts';
import { registerRollBacks } from './roll-back-trail.ts';
import { registerSetUp } from './set-up.ts';
import { registerSettings } from './settings.ts';

export function registerCommands(bolt: App, parts: CommandParts, homes: Homes): void {
  registerPredict(bolt, parts);
  registerCampaign(bolt, parts);
  registerModel(bolt, parts);
  registerChampionChange(bolt, parts);
  registerRollBacks(bolt, parts);
  registerAudience(bolt, parts);
  registerExport(bolt, parts);
  registerReport(bolt, parts);
  registerMessages(bolt, parts);
  registerHome(bolt, parts, homes);
  registerSetUp(bolt, parts);
  registerSettings(bolt, parts);
}
